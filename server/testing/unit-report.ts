import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";
import type { Outcome } from "./stages";

/**
 * Tells the stage that runs the tests how they ended: besides the tests that failed, what the usual report's
 * counts leave out, such as a hook after the last test, a file that does not load, or an error nobody caught.
 * Written as an `Outcome` to the file that `HILO_UNIT_REPORT` names.
 */
export default class UnitReport implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], uncaught: readonly SerializedError[]): void {
    const file = process.env.HILO_UNIT_REPORT;
    if (!file) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failures = [
      ...tests
        .filter((test) => test.result().state === "failed")
        .map((test) => line(`${test.module.relativeModuleId} › ${test.fullName}`, test.result().errors?.[0])),
      ...modules.flatMap((module) =>
        [module, ...module.children.allSuites()].flatMap((whole) =>
          whole.errors().map((error) => line(`${module.relativeModuleId} as a whole`, error)),
        ),
      ),
      ...uncaught.map((error) => line("uncaught", error)),
    ];
    const passed = tests.filter((test) => test.result().state === "passed").length;
    writeFileSync(file, JSON.stringify({ passed, failed: failures.length, failures } satisfies Outcome));
  }
}

const line = (where: string, error?: { message: string; stack?: string }): string =>
  `${where}: ${error?.message.split("\n")[0] ?? ""}${first(error?.stack)}`;

/** The place in the project's own code that an error came from. */
function first(stack = ""): string {
  const at = stack.split("\n").find((frame) => /^\s*at /.test(frame) && !/node_modules|node:/.test(frame));
  return at ? ` (${at.trim()})` : "";
}
