/** Shows how far a command is, on a terminal only; with `of` as a bar that ends its line when it is full. */
export function progress(done: number, of?: number): void {
  if (!process.stderr.isTTY) return;
  if (of === undefined) process.stderr.write(`\r${done.toLocaleString("en")} `);
  else {
    const width = Math.round((done / of) * 40);
    const bar = `${"█".repeat(width)}${"░".repeat(40 - width)}`;
    process.stderr.write(
      `\r${bar} ${done.toLocaleString("en")} of ${of.toLocaleString("en")}${done === of ? "\n" : ""}`,
    );
  }
}
