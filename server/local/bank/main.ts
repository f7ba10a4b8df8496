import { parseArgs } from "node:util";
import { type BankServer, startBank } from "./server";

/** `npm run local -- bank --port P [--key KEY]`. */
export async function main(argv: string[]): Promise<BankServer> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args: argv, options: { port: text, key: text } });
  const key = values.key ?? process.env.BANK_KEY;
  if (!key) throw new Error("--key or BANK_KEY says which key it asks for.");
  return startBank({ port: Number(values.port ?? 0), key });
}
