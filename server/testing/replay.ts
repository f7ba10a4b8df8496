import { createHmac } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { closeSql } from "@/db/client";
import { progress } from "@/db/progress";
import { fillEnvironment } from "@/server/local/fill-environment";
import { findNumber, type OwnNumber } from "./own-number";
import { rewritten } from "./rewrite";

export interface Replayed {
  /** Payloads posted, and how many of them were answered 200. */
  lines: number;
  acknowledged: number;
  /** Their single messages, statuses and updates, as the app counted them. */
  parts: number;
  applied: number;
  duplicates: number;
  parked: Record<string, number>;
  failed: number;
}

const usage = "npm run replay -- FILE.jsonl [--as NUMBER] [--json]\n";

/** `npm run replay`: posts each line's `payload`, signed, to the running app, as if it were for a number of the demo. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { as: { type: "string" }, json: { type: "boolean" } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  fillEnvironment();
  const number = await findNumber(values.as);
  const result = await replay(file, number);
  process.stdout.write(`${values.json ? JSON.stringify(result) : told(result)}\n`);
  process.exitCode = result.failed === 0 ? 0 : 1;
}

async function replay(file: string, number: OwnNumber): Promise<Replayed> {
  const result: Replayed = {
    lines: 0,
    acknowledged: 0,
    parts: 0,
    applied: 0,
    duplicates: 0,
    parked: {},
    failed: 0,
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.trim() === "") continue;
    result.lines++;
    const failure = await post(line, number, result);
    if (failure === null) result.acknowledged++;
    else {
      result.failed++;
      process.stderr.write(`line ${result.lines}: ${failure}\n`);
    }
    progress(result.lines);
  }
  return result;
}

/** Adds what the app says it did; returns why it was not acknowledged, or null. */
async function post(line: string, number: OwnNumber, result: Replayed): Promise<string | null> {
  const body = JSON.stringify(rewritten(JSON.parse(line).payload, number));
  const signature = createHmac("sha256", number.appSecret).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-hub-signature-256": `sha256=${signature}`,
    prefer: "return=representation",
  };
  const url = `${process.env.APP_URL}/api/webhooks/whatsapp/${number.connectionId}`;
  const answer = await fetch(url, { method: "POST", headers, body }).catch((error: Error) => error);
  if (answer instanceof Error) return `${url} does not answer`;
  if (answer.status !== 200) return `answered ${answer.status}`;
  const did = (await answer.json()) as Pick<Replayed, "parts" | "applied" | "duplicates" | "parked">;
  result.parts += did.parts;
  result.applied += did.applied;
  result.duplicates += did.duplicates;
  for (const [reason, n] of Object.entries(did.parked))
    result.parked[reason] = (result.parked[reason] ?? 0) + n;
  return null;
}

function told(r: Replayed): string {
  const parked = Object.entries(r.parked).map(([reason, n]) => `  parked ${n}: ${reason}`);
  return [
    `${r.lines} payloads, ${r.acknowledged} acknowledged, ${r.failed} failed`,
    `${r.parts} parts: ${r.applied} applied, ${r.duplicates} duplicates`,
    ...parked,
  ].join("\n");
}

main()
  .catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  })
  .finally(closeSql);
