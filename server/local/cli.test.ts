import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

function local(...args: string[]) {
  const cli = path.join(import.meta.dirname, "cli.ts");
  return spawnSync(process.execPath, ["--import", "tsx", cli, ...args], { encoding: "utf8" });
}

test.each(["postgres", "jobs", "realtime", "carrier", "mail", "bank", "transcription"])(
  "%s says what it takes",
  (name) => {
    const { status, stdout } = local(name, "--help");
    expect(stdout).toContain(`npm run local -- ${name}`);
    expect(status).toBe(0);
  },
);

test("what is not built yet says so", () => {
  expect(local("stripe")).toMatchObject({ status: 2, stderr: "stripe: not built yet.\n" });
});

test("an unknown name gets the list of those that exist", () => {
  expect(local("fax").stderr).toMatch(/^There is no stand-in called fax\./);
  expect(local("fax").status).toBe(2);
});
