import { parseArgs } from "node:util";
import { untilTold } from "@/server/local/until-told";
import { campaign } from "./campaign";
import { crash } from "./crash";
import { mostPrinted, type RigReport } from "./report";
import type { RigOptions } from "./rig";

const rigs: Record<string, (options: RigOptions) => Promise<RigReport>> = { crash, campaign };

const usage = `npm run faults -- NAME [--json] [--seed S] [--recipients N]

Hurts a production build on this machine and audits what is left. NAME is one of: ${Object.keys(rigs).join(", ")}.
A campaign goes to 100,000 unless told otherwise; to fewer than 50,000, fewer kills fall into it.
`;

/** `npm run faults`: exits 0 only when nothing was violated and the faults really happened. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean" },
      seed: { type: "string" },
      recipients: { type: "string" },
      help: { type: "boolean" },
    },
  });
  const rig = rigs[positionals[0] ?? ""];
  const seed = Number(values.seed ?? 1);
  const recipients = Number(values.recipients ?? 100_000);
  if (!rig || values.help || !Number.isInteger(seed) || !(recipients >= 100 && recipients <= 1_000_000)) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const report = await rig({ seed, recipients, say, signal: untilTold() });
  print(report, values.json ?? false);
  return report.violations.length === 0 ? 0 : 1;
}

function print(report: RigReport, json: boolean): void {
  for (const [name, value] of Object.entries(report.figures))
    process.stderr.write(
      `${name.padEnd(18)} ${typeof value === "object" ? JSON.stringify(value) : String(value)}\n`,
    );
  const printed = report.violations.slice(0, mostPrinted);
  for (const { kind, what, id } of printed) process.stderr.write(`VIOLATION ${kind}: ${what} (${id})\n`);
  if (json) process.stdout.write(`${JSON.stringify({ ...report, violations: printed })}\n`);
  else process.stdout.write(`${report.faults}: ${report.violations.length} violations\n`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exitCode = 1;
  },
);
