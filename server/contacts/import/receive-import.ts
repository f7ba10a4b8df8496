import { createHash } from "node:crypto";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { folded } from "../rules/attribute";
import { deleteParts, readParts, writeParts } from "./parts";
import { readRecords } from "./read-records";
import { workbookAsCsv } from "./read-workbook";
import { limits, UnreadableFile } from "./rules/file";
import { delimiterOf, type Encoding, encodingOf, headersOf, isHeader } from "./rules/sniff";
import { importKey, noCounts } from "./schema";

/**
 * Keeps a file that is to become contacts, as UTF-8 and CSV whatever it was, and learns how it is laid out. Nothing of it is ever whole
 * in memory. Throws INVALID with the reason for a file that nothing can be made of.
 */
export async function receiveImport(
  scope: MemberScope,
  { name, bytes }: { name: string; bytes: AsyncIterable<Uint8Array> },
): Promise<{ importId: string }> {
  const importId = newId();
  const key = importKey(scope.orgId, importId);
  try {
    await insert(scope, { importId, name, ...(await keepFile(key, bytes)) });
  } catch (error) {
    await deleteParts(key, limits.bytes).catch(() => undefined);
    if (error instanceof UnreadableFile) throw new DomainError("INVALID", { ...error.refusal });
    throw error;
  }
  return { importId };
}

/** A file as it is kept: where its rows begin and how they are laid out. */
export interface KeptFile extends Kept {
  delimiter: string;
  headers: string[];
  startByte: number;
  /** What spreadsheets call the first row of data: 2 below a line of names. */
  firstRow: number;
}

/** Keeps a file under a key and learns its layout, without ever holding it whole. Throws UnreadableFile; what was kept by then stays. */
export async function keepFile(key: string, bytes: AsyncIterable<Uint8Array>): Promise<KeptFile> {
  const kept = await keep(key, bytes);
  return { ...kept, ...(await layoutOf(key, kept)) };
}

interface Kept {
  size: number;
  /** The sign that a file of Unicode may begin with is no part of the first name. */
  skip: number;
}

async function keep(key: string, bytes: AsyncIterable<Uint8Array>): Promise<Kept> {
  const seen = { head: Buffer.alloc(0), validUtf8: true, bytes: 0 };
  const size = await writeParts(key, watched(bytes, seen));
  if (seen.head.length === 0) throw new UnreadableFile({ reason: "empty" });
  if (seen.head.subarray(0, 4).equals(Buffer.from("PK\u0003\u0004", "latin1"))) {
    if (size > limits.workbookBytes)
      throw new UnreadableFile({ reason: "too-many-rows", at: limits.workbookRows });
    return rewritten(key, size, workbookAsCsv(readParts(key, size)));
  }
  const encoding = encodingOf(seen.head, seen.validUtf8);
  if (encoding === "utf-8") return { size, skip: seen.head[0] === 0xef && seen.head[1] === 0xbb ? 3 : 0 };
  return rewritten(key, size, asUtf8(readParts(key, size), encoding));
}

/** Learns of the bytes that pass what their encoding is. */
async function* watched(
  bytes: AsyncIterable<Uint8Array>,
  seen: { head: Buffer; validUtf8: boolean },
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of bytes) {
    if (seen.head.length < headBytes) seen.head = Buffer.concat([seen.head, chunk]).subarray(0, headBytes);
    if (seen.validUtf8) seen.validUtf8 = decodes(decoder, chunk);
    yield chunk;
  }
  if (seen.validUtf8) seen.validUtf8 = decodes(decoder);
}

const headBytes = 64 * 1024;

function decodes(decoder: TextDecoder, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
    return true;
  } catch {
    return false;
  }
}

/** Written anew beside the old, which goes: until then nothing names either. */
async function rewritten(key: string, size: number, bytes: AsyncIterable<Uint8Array>): Promise<Kept> {
  const beside = `${key}/new`;
  const now = await writeParts(beside, bytes);
  await deleteParts(key, size);
  await writeParts(key, readParts(beside, now));
  await deleteParts(beside, now);
  return { size: now, skip: 0 };
}

async function* asUtf8(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

async function layoutOf(key: string, { size, skip }: Kept) {
  const sample = await firstBytes(key, size, skip);
  const delimiter = delimiterOf(sample.toString("utf8"));
  const rows: { cells: string[]; end: number }[] = [];
  for await (const read of readRecords(readParts(key, size, skip), { delimiter, firstLine: 1 })) {
    rows.push(read);
    if (rows.length === 2) break;
  }
  const [first] = rows;
  if (!first) throw new UnreadableFile({ reason: "empty" });
  const named = isHeader(first.cells);
  if (named && rows.length === 1) throw new UnreadableFile({ reason: "no-rows" });
  const headers = headersOf(named ? first.cells : first.cells.map(() => ""));
  return { delimiter, headers, startByte: named ? skip + first.end : skip, firstRow: named ? 2 : 1 };
}

async function firstBytes(key: string, size: number, from: number): Promise<Buffer> {
  for await (const part of readParts(key, size, from)) return part.subarray(0, headBytes);
  return Buffer.alloc(0);
}

interface Received extends KeptFile {
  importId: string;
  name: string;
}

async function insert(scope: MemberScope, file: Received): Promise<void> {
  const headerKey = createHash("sha256")
    .update(JSON.stringify(file.headers.map(folded)))
    .digest("hex");
  await inOrg(scope, async (s) => {
    await s.sql`
      insert into imports (id, file_name, state, size, delimiter, headers, header_key, first_row, start_byte, at_byte, counts, created_by)
      values (${file.importId}, ${file.name.slice(0, 240)}, 'ready', ${file.size}, ${file.delimiter},
        ${asRow(file.headers)}::text::jsonb, ${headerKey}, ${file.firstRow}, ${file.startByte}, ${file.startByte}, ${asRow(noCounts)}::text::jsonb,
        ${scope.actor.id})`;
    await record(s, {
      action: "import.received",
      subject: ["import", file.importId],
      details: { bytes: file.size, columns: file.headers.length },
    });
  });
}
