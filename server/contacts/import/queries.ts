import type { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { attributeList } from "../attribute-queries";
import { homeCountry } from "../home-country";
import { identifierList } from "../identities/queries";
import { readParts } from "./parts";
import { readRecords } from "./read-records";
import type { Refusal } from "./rules/file";
import { type Mapping, suggestColumns } from "./rules/mapping";
import { type Counts, type ImportState, importKey, type importRef, type RowError } from "./schema";

export interface ImportLine {
  id: string;
  fileName: string;
  state: ImportState;
  headers: string[];
  /** 0 to 1, of this pass. */
  progress: number;
  atRow: number;
  counts: Counts;
  checked: Counts | null;
  refusal: Refusal | null;
  by: string;
  createdAt: Date;
  /** Of this pass; how long it has been going, and since when nothing happened, in seconds. */
  runningSeconds: number;
  stillSeconds: number;
}

/** The latest imports, newest first. */
export async function importList(scope: MemberScope): Promise<ImportLine[]> {
  return inOrg(scope, async (s) => {
    const rows = await s.sql<(ImportLine & { createdAt: string })[]>`
      ${lines(s)} where i.org_id = ${s.orgId} order by i.id desc limit 20`;
    return rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
  });
}

export interface ImportDetail extends ImportLine {
  /** What the columns mean: as was said, as it was for such a file before, else as their names suggest. */
  mapping: Mapping;
  remembered: boolean;
  /** The first rows, as long as the file is there. */
  sample: string[][];
  /** The first of them. */
  errors: RowError[];
}

/** One import with all that its page shows. Throws NOT_FOUND. */
export async function importDetail(
  scope: MemberScope,
  { importId }: z.infer<typeof importRef>,
): Promise<ImportDetail> {
  const attributes = (await attributeList(scope)).filter((one) => !one.archived);
  const identifiers = (await identifierList(scope)).filter((one) => !one.archived);
  const found = await inOrg(scope, async (s) => {
    const [row] = await s.sql<(ImportLine & File)[]>`
      ${lines(s)} where i.org_id = ${s.orgId} and i.id = ${importId}`;
    if (!row) throw new DomainError("NOT_FOUND");
    const errors = await s.sql<RowError[]>`
      select "row", "column", reason from import_errors where org_id = ${s.orgId} and import_id = ${importId} order by "row" limit 20`;
    const [before] = await s.sql<{ mapping: Mapping }[]>`
      select mapping from imports where org_id = ${s.orgId} and header_key = ${row.headerKey} and mapping is not null order by id desc limit 1`;
    return { row, errors: [...errors], before: before?.mapping, home: await homeCountry(s) };
  });
  const { startByte, delimiter, size, mapping, headerKey, ...line } = found.row;
  const open = ["ready", "checking", "checked"].includes(line.state);
  return {
    ...line,
    createdAt: new Date(line.createdAt),
    mapping: mapping ??
      found.before ?? {
        columns: suggestColumns(line.headers, attributes, identifiers),
        country: found.home,
        decimal: delimiter === "," ? "." : ",",
        dates: "dmy",
      },
    remembered: mapping === null && found.before !== undefined,
    sample: open ? await sampleOf(importKey(scope.orgId, importId), { size, startByte, delimiter }) : [],
    errors: found.errors,
  };
}

interface File {
  startByte: number;
  delimiter: string;
  size: number;
  mapping: Mapping | null;
  headerKey: string;
}

function lines({ sql }: Parameters<Parameters<typeof inOrg>[1]>[0]) {
  return sql`
    select i.id, i.file_name as "fileName", i.state, i.headers, i.at_row as "atRow", i.counts, i.checked, i.refusal, m.name as by,
      i.created_at as "createdAt", i.mapping, i.delimiter, i.header_key as "headerKey", i.start_byte::float8 as "startByte",
      i.size::float8 as size, (i.at_byte - i.start_byte)::float8 / greatest(1, i.size - i.start_byte) as progress,
      coalesce(extract(epoch from coalesce(i.ended_at, i.progressed_at, now()) - i.started_at), 0)::float8 as "runningSeconds",
      coalesce(extract(epoch from now() - i.progressed_at), 0)::float8 as "stillSeconds"
    from imports i join members m on m.org_id = i.org_id and m.id = i.created_by`;
}

async function sampleOf(
  key: string,
  { size, startByte, delimiter }: Pick<File, "size" | "startByte" | "delimiter">,
) {
  const rows: string[][] = [];
  try {
    for await (const { cells } of readRecords(readParts(key, size, startByte), { delimiter, firstLine: 2 }))
      if (rows.push(cells.map((cell) => cell.slice(0, 80))) === 5) break;
  } catch {
    // What is wrong with it is said when it is tried out; a file that is gone shows nothing.
  }
  return rows;
}
