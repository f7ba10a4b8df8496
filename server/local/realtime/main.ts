import { readArguments, sentence } from "./arguments";
import { startRealtime } from "./server";

/**
 * `npm run local -- realtime --port P --apps '[{"id","key","secret","clientMessages"}]' [--host H]`: runs until
 * SIGTERM or SIGINT. Prints {"name","url"} when it listens; what is wrong goes to standard error as {"error"},
 * with exit code 1.
 */
export async function main(argv: string[]): Promise<void> {
  try {
    const server = await startRealtime(readArguments(argv));
    process.stdout.write(`${JSON.stringify({ name: server.name, url: server.url })}\n`);
    await nextSignal();
    await server.close();
  } catch (error) {
    process.stderr.write(`${JSON.stringify({ error: sentence(error) })}\n`);
    process.exitCode = 1;
  }
}

function nextSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => resolve());
  });
}
