import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build as buildApp, isBuilt } from "@/server/local/build";
import { projectRoot } from "@/server/local/project";
import { ensureBrowser } from "./browser";

/** How many checks a stage made, how they ended, and a line for each that failed. */
export interface Outcome {
  passed: number;
  failed: number;
  failures?: string[];
}

export interface Stage {
  name: string;
  run(): Promise<Outcome>;
}

const bin = (name: string) => path.join(projectRoot, "node_modules/.bin", name);
const succeeded: Outcome = { passed: 1, failed: 0 };
const broken: Outcome = { passed: 0, failed: 1 };

/** Types of routes are generated first: a fresh checkout has none. */
const types: Stage = {
  name: "types",
  run: async () => {
    const generated = spawnSync(bin("next"), ["typegen"], { cwd: projectRoot, encoding: "utf8" });
    if (generated.status !== 0) process.stdout.write(generated.stdout + generated.stderr);
    return (await command(bin("tsc"), ["--noEmit", "--incremental", "false"])) === 0 ? succeeded : broken;
  },
};

const lint: Stage = {
  name: "lint",
  run: async () => ((await command(bin("biome"), ["check", "."])) === 0 ? succeeded : broken),
};

const tests: Stage = {
  name: "tests",
  run: () =>
    withReport(async (file) => {
      const args = ["run", "--reporter=default", "--reporter=./server/testing/unit-report.ts"];
      const code = await command(bin("vitest"), args, { HILO_UNIT_REPORT: file });
      return counted(code, readReport<Outcome>(file));
    }),
};

const build: Stage = {
  name: "build",
  run: async () => {
    if (!isBuilt()) await buildApp();
    return succeeded;
  },
};

/** Playwright on the production build; provides a browser when there is none. */
const pages: Stage = {
  name: "pages",
  run: () =>
    withReport(async (file) => {
      if (!isBuilt()) throw new Error("There is no build for the pages to run on.");
      await ensureBrowser();
      const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
      const code = await command(
        bin("playwright"),
        ["test", "--reporter=list,json", "--pass-with-no-tests"],
        env,
      );
      const report = readReport<PagesReport>(file);
      const failures = report?.suites.flatMap(failuresOf) ?? [];
      return counted(code, {
        passed: (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0),
        failed: report?.stats.unexpected ?? 0,
        failures,
      });
    }),
};

/** Kills the app and the database in the middle of work and looks for what was lost or doubled. */
const faults: Stage = {
  name: "faults",
  run: async () => {
    const rig = path.join(projectRoot, "server/testing/faults/cli.ts");
    if (!existsSync(rig)) return { passed: 0, failed: 0 };
    return (await command(process.execPath, ["--import", "tsx", rig, "crash"])) === 0 ? succeeded : broken;
  },
};

/** What is read of the runner's own report. */
interface PagesReport {
  stats: Record<"expected" | "unexpected" | "flaky", number>;
  suites: PagesSuite[];
}

interface PagesSuite {
  file: string;
  specs: { title: string; ok: boolean }[];
  suites?: PagesSuite[];
}

const failuresOf = ({ file, specs, suites = [] }: PagesSuite): string[] => [
  ...specs.filter(({ ok }) => !ok).map(({ title }) => `${file} › ${title}`),
  ...suites.flatMap(failuresOf),
];

export const quickStages = [types, lint, tests];
export const allStages = [...quickStages, build, pages, faults];

/**
 * Runs stage after stage, whatever the ones before found; what failed is named once more at the end, where it
 * is seen without scrolling, and the last line printed is `N passed, N failed`.
 */
export async function runStages(stages: Stage[]): Promise<Outcome> {
  const total: Outcome = { passed: 0, failed: 0 };
  const lines: string[] = [];
  const failures: string[] = [];
  for (const stage of stages) {
    const began = performance.now();
    process.stdout.write(`\n── ${stage.name} ──\n`);
    const outcome = await stage.run().catch((error: Error) => {
      process.stdout.write(`${error.message}\n`);
      return broken;
    });
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    failures.push(...(outcome.failures ?? []).map((failure) => `${stage.name}: ${failure}`));
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    lines.push(`${stage.name.padEnd(8)} ${outcome.passed} passed, ${outcome.failed} failed  (${seconds} s)`);
  }
  if (failures.length > 0) process.stdout.write(`\nfailed:\n${failures.join("\n")}\n`);
  process.stdout.write(`\n${lines.join("\n")}\n\n${total.passed} passed, ${total.failed} failed\n`);
  return total;
}

/** Runs a program of the project on this terminal; resolves with its exit code. */
function command(program: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(program, args, { cwd: projectRoot, stdio: "inherit", env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

async function withReport(work: (file: string) => Promise<Outcome>): Promise<Outcome> {
  const folder = mkdtempSync(path.join(tmpdir(), "hilo-report-"));
  try {
    return await work(path.join(folder, "report.json"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readReport<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}

/** A run that ended badly without naming what failed counts as one failure. */
function counted(code: number, outcome: Outcome = { passed: 0, failed: 0 }): Outcome {
  return { ...outcome, failed: code !== 0 ? Math.max(1, outcome.failed) : outcome.failed };
}
