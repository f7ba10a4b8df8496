import { closeSync, existsSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import type { ErrorBody } from "./errors";
import type { Business, Customer, Media, Message, PhoneNumber, StatusName, Template, Update } from "./model";

/** One line of the journal. The state is what applying every line in order leaves. */
export type Entry =
  | { kind: "business"; record: Business }
  | { kind: "number"; record: PhoneNumber }
  | { kind: "customer"; record: Customer }
  | { kind: "template"; record: Template }
  | { kind: "media"; record: Media }
  | { kind: "media.removed"; id: string }
  | { kind: "customer.renamed"; businessId: string; from: string; record: Customer }
  | { kind: "message.received"; record: Message; adAt: number }
  | AcceptedSend
  | { kind: "message.changed"; record: Message }
  | { kind: "message.status"; id: string; status: StatusName; at: number; error?: ErrorBody }
  | { kind: "update.queued"; record: Update }
  | { kind: "update.tried"; ids: string[]; attempts: number; nextAt: number }
  | { kind: "update.settled"; ids: string[]; outcome: "acknowledged" | "expired" }
  | { kind: "reset"; businessId: string };

/** The line of a send, written before its 200 is answered: what an auditor reads. `time` is the business clock, ISO. */
export interface AcceptedSend {
  kind: "message.accepted";
  phone_number_id: string;
  wamid: string;
  to: string;
  type: string;
  biz_opaque_callback_data: string | null;
  time: string;
  record: Message;
}

const FILE = "carrier.jsonl";

/** Append-only JSONL file in `dataDir`. A line is in the operating system's hands when `append` returns. */
export class Journal {
  private readonly file: number;

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true });
    cutTornLine(path.join(dataDir, FILE));
    this.file = openSync(path.join(dataDir, FILE), "a");
  }

  append(entry: Entry): void {
    writeSync(this.file, `${JSON.stringify(entry)}\n`);
  }

  close(): void {
    closeSync(this.file);
  }
}

/** Every line of the journal in `dataDir`, oldest first; a last line torn by a kill is left out. */
export function* readJournal(dataDir: string): Generator<Entry> {
  const file = path.join(dataDir, FILE);
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  let start = 0;
  for (let end = bytes.indexOf(10, start); end >= 0; end = bytes.indexOf(10, start)) {
    yield JSON.parse(bytes.toString("utf8", start, end)) as Entry;
    start = end + 1;
  }
}

/** The sends that the carrier took, oldest first: for auditors, safe to call while the carrier runs. */
export function readAcceptedSends(dataDir: string): AcceptedSend[] {
  return [...readJournal(dataDir)].filter((entry) => entry.kind === "message.accepted");
}

/** A kill can leave half a line at the end: nobody was answered for it, and the next line must start clean. */
function cutTornLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const whole = bytes.lastIndexOf(10) + 1;
  if (whole === bytes.length) return;
  const handle = openSync(file, "r+");
  ftruncateSync(handle, whole);
  closeSync(handle);
}
