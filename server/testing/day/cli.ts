import { parseArgs } from "node:util";
import { untilTold } from "@/server/local/until-told";
import { mostPrinted } from "@/server/testing/faults/report";
import { type DayReport, liveDay } from "./run";

const usage = `npm run day -- [--seed S] [--hours N] [--json]

Lives a working day of a small office at sixty times its pace, on a copy of its own: customers on the simulated carrier, two agents who
work in the browser by keyboard alone, a supervisor who keeps the board open. What they see, what is kept and what was carried must agree,
every hour and at the end.
  --seed S    which day; the same seed is the same day (1)
  --hours N   how long it is (4: some six minutes on an idle machine; whoever is late is waited for)
`;

/** `npm run day`: exits 0 only when nothing was violated and everything that a day must have really happened. */
async function main(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: "string" },
      hours: { type: "string" },
      json: { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  const [seed, hours] = [Number(values.seed ?? 1), Number(values.hours ?? 4)];
  if (values.help || !Number.isInteger(seed) || !(hours > 0 && hours <= 24)) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const report = await liveDay({ seed, hours }, say, untilTold());
  print(report, values.json ?? false);
  return report.violations.length === 0 ? 0 : 1;
}

function print({ violations, ...day }: DayReport, json: boolean): void {
  for (const [name, value] of Object.entries(day.figures))
    process.stderr.write(
      `${name.padEnd(18)} ${typeof value === "object" ? JSON.stringify(value) : String(value)}\n`,
    );
  const printed = violations.slice(0, mostPrinted);
  for (const { kind, what, id } of printed) process.stderr.write(`VIOLATION ${kind}: ${what} (${id})\n`);
  if (json) process.stdout.write(`${JSON.stringify({ day: { ...day, violations: printed } })}\n`);
  else process.stdout.write(`day ${day.seed}: ${violations.length} violations\n`);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    process.exit(1);
  },
);
