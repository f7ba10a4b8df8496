import path from "node:path";
import { parseArgs } from "node:util";
import { localDirectory } from "@/server/local/project";
import { type Postgres, startPostgres } from "./server";

/** `npm run local -- postgres --port P [--data DIR] [--password TEXT] [--fast]`. Ends with the process. */
export async function main(argv: string[]): Promise<Postgres> {
  const text = { type: "string" } as const;
  const options = { port: text, data: text, password: text, fast: { type: "boolean" } } as const;
  const { values } = parseArgs({ args: argv, options });
  return startPostgres({
    port: Number(values.port ?? 0),
    dataDir: path.resolve(values.data ?? path.join(localDirectory(process.env), "postgres")),
    durable: !values.fast,
    password: values.password,
    onDeath: (reason) => {
      process.stderr.write(`${reason}\n`);
      process.exit(1);
    },
  });
}
