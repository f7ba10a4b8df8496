import path from "node:path";
import { parseArgs } from "node:util";
import { localPorts } from "@/server/local/environment";
import { localDirectory, webPort } from "@/server/local/project";
import { type MailServer, startMail } from "./server";

/** `npm run local -- mail --port P [--smtp-port P] [--data DIR]`. */
export async function main(argv: string[]): Promise<MailServer> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args: argv, options: { port: text, "smtp-port": text, data: text } });
  return startMail({
    port: Number(values.port ?? 0),
    smtpPort: Number(values["smtp-port"] ?? localPorts(webPort(process.env)).smtp),
    dataDir: path.resolve(values.data ?? path.join(localDirectory(process.env), "mail")),
  });
}
