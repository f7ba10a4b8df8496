import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import type { ErrorBody } from "./errors";
import type {
  Business,
  Customer,
  Media,
  Message,
  PhoneNumber,
  StatusName,
  Template,
  Update,
  Upload,
} from "./model";

/** One line of the journal. The state is what applying every line in order leaves. */
export type Entry =
  | { kind: "business"; record: Business }
  | { kind: "number"; record: PhoneNumber }
  | { kind: "customer"; record: Customer }
  | { kind: "template"; record: Template }
  | { kind: "media"; record: Media }
  | { kind: "media.removed"; id: string }
  | { kind: "upload"; record: Upload }
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
const CHUNK = 1 << 20;
const NEWLINE = 10;

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
  const name = path.join(dataDir, FILE);
  if (!existsSync(name)) return;
  const file = openSync(name, "r");
  const chunk = Buffer.alloc(CHUNK);
  let rest: Buffer[] = [];
  try {
    for (let size = readSync(file, chunk); size > 0; size = readSync(file, chunk)) {
      let start = 0;
      for (
        let end = chunk.indexOf(NEWLINE, start);
        end >= 0 && end < size;
        end = chunk.indexOf(NEWLINE, start)
      ) {
        yield JSON.parse(Buffer.concat([...rest, chunk.subarray(start, end)]).toString("utf8")) as Entry;
        rest = [];
        start = end + 1;
      }
      rest.push(Buffer.from(chunk.subarray(start, size)));
    }
  } finally {
    closeSync(file);
  }
}

/** The sends that the carrier took, oldest first: for auditors, safe to call while the carrier runs. */
export function readAcceptedSends(dataDir: string): AcceptedSend[] {
  const sends: AcceptedSend[] = [];
  for (const entry of readJournal(dataDir)) if (entry.kind === "message.accepted") sends.push(entry);
  return sends;
}

/** A kill can leave half a line at the end: nobody was answered for it, and the next line must start clean. */
function cutTornLine(name: string): void {
  if (!existsSync(name)) return;
  const file = openSync(name, "r+");
  const size = fstatSync(file).size;
  const tail = Buffer.alloc(Math.min(size, 4 * CHUNK));
  readSync(file, tail, 0, tail.length, size - tail.length);
  ftruncateSync(file, size - tail.length + tail.lastIndexOf(NEWLINE) + 1);
  closeSync(file);
}
