import { parseArgs } from "node:util";

/** By name; times in ms, sizes in KB or MB, rates per second. */
export type Figures = Record<string, number>;

export interface BenchOptions {
  /** A smaller one, for whoever works on what is measured: its figures are no evidence. */
  quick: boolean;
  /** Keep the database of the run. */
  keep: boolean;
  /** Of a bench of several parts, this one alone. */
  only: string | null;
  say: (line: string) => void;
}

type Bench = (options: BenchOptions) => Promise<{ figures: Figures; reached: boolean }>;

const benches: Record<string, () => Promise<Bench>> = {
  ingest: async () => (await import("./ingest")).ingest,
  inbox: async () => (await import("./inbox")).inbox,
  contacts: async () => (await import("./contacts")).contacts,
  campaign: async () => (await import("./campaign")).campaign,
  routing: async () => (await import("./routing")).routing,
};

const usage = `npm run bench -- NAME [--json] [--quick] [--keep] [--only PART]\n\nNAME is one of: ${Object.keys(benches).join(", ")}.\n`;

/** `npm run bench`: a bounded benchmark on a production build and a real PostgreSQL. Exits 0 only when it reached what it is for. */
async function main(): Promise<number> {
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: flag, quick: flag, keep: flag, only: { type: "string" } },
  });
  const [name = ""] = positionals;
  const bench = benches[name];
  if (!bench) {
    process.stderr.write(usage);
    return 2;
  }
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const { quick, keep, only = null } = values;
  const { figures, reached } = await (await bench())({ quick, keep, only, say });
  if (values.json) process.stdout.write(`${JSON.stringify({ bench: name, figures })}\n`);
  else
    process.stdout.write(
      `${Object.entries(figures)
        .map(([k, v]) => `${k.padEnd(20)} ${v}`)
        .join("\n")}\n`,
    );
  if (!reached) say("It did not reach what it is for.");
  return reached ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
