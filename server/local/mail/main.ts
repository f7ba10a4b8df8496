import path from "node:path";
import { parseArgs } from "node:util";
import { localPorts } from "@/server/local/environment";
import { localDirectory, webPort } from "@/server/local/project";
import { told, untilTold } from "@/server/local/until-told";
import { startMail } from "./server";

const usage = `npm run local -- mail [--port P] [--smtp-port P] [--data DIR]

  --port P       of the page and the API, default PORT + 6; 0 takes a free one
  --smtp-port P  where mails are handed over, default PORT + 7; 0 takes a free one
  --data DIR     default LOCAL_DIR/mail
`;

/** The mail server alone, until it is told to end. */
export async function main(argv: string[]): Promise<void> {
  const text = { type: "string" } as const;
  const options = { port: text, "smtp-port": text, data: text, help: { type: "boolean" } } as const;
  const { values } = parseArgs({ args: argv, options });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const signal = untilTold();
  const ports = localPorts(webPort(process.env));
  const server = await startMail({
    port: Number(values.port ?? ports.mail),
    smtpPort: Number(values["smtp-port"] ?? ports.smtp),
    dataDir: path.resolve(values.data ?? path.join(localDirectory(process.env), "mail")),
  });
  process.stdout.write(
    `${JSON.stringify({ name: server.name, url: server.url, smtpUrl: server.smtpUrl })}\n`,
  );
  await told(signal);
  await server.close();
}
