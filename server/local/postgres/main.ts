import path from "node:path";
import { parseArgs } from "node:util";
import { localPorts } from "@/server/local/environment";
import { localDirectory, webPort } from "@/server/local/project";
import { told, untilTold } from "@/server/local/until-told";
import { startPostgres } from "./server";

const usage = `npm run local -- postgres [--port P] [--data DIR] [--password TEXT] [--fast]

  --port P          default PORT + 1; 0 takes a free one
  --data DIR        default LOCAL_DIR/postgres; created when missing
  --password TEXT   of the owner, postgres, when the directory is created; without it, no password is asked
  --fast            no fsync: the data may vanish with the machine
`;

/** PostgreSQL alone, until it is told to end. */
export async function main(argv: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const flag = { type: "boolean" } as const;
  const options = { port: text, data: text, password: text, fast: flag, help: flag };
  const { values } = parseArgs({ args: argv, options });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const signal = untilTold();
  const server = await startPostgres({
    port: values.port === undefined ? localPorts(webPort(process.env)).postgres : Number(values.port),
    dataDir: path.resolve(values.data ?? path.join(localDirectory(process.env), "postgres")),
    durable: !values.fast,
    password: values.password,
    onDeath: (reason) => {
      process.stderr.write(`${reason}\n`);
      process.exit(1);
    },
  });
  process.stdout.write(`${JSON.stringify({ name: server.name, url: server.ownerUrl("postgres") })}\n`);
  await told(signal);
  await server.close();
}
