import { inOrg, type OrgScope } from "@/db/org";
import { homeCountry } from "@/server/contacts/home-country";
import { identifierList } from "@/server/contacts/identities/queries";
import { readParts } from "@/server/contacts/import/parts";
import { readRecords } from "@/server/contacts/import/read-records";
import { keepFile } from "@/server/contacts/import/receive-import";
import { UnreadableFile } from "@/server/contacts/import/rules/file";
import type { MemberScope } from "@/server/scope";
import { type ListKey, listColumns, listKeys } from "./rules/list-row";
import type { ListReason } from "./schema";

/** What a file of a list came to. */
export interface Found {
  /** Without empty ones. */
  rows: number;
  contactIds: string[];
  errors: { row: number; reason: ListReason }[];
}

/** As many as one request answers while somebody waits: a few seconds. */
const mostRows = 200_000;
const batch = 2_000;

/**
 * Reads a file, kept under `key` meanwhile, and finds whom its rows name. Throws UnreadableFile, also for more than 200,000 rows.
 */
export async function findRows(
  scope: MemberScope,
  key: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Found> {
  const file = await keepFile(key, bytes);
  const identifiers = (await identifierList(scope)).filter((one) => !one.archived);
  const country = (await inOrg(scope, homeCountry)) ?? undefined;
  const columns = listColumns(file.headers, identifiers);
  const seen = { rows: 0, people: new Set<string>(), errors: [] as Found["errors"] };
  let waiting: NamedRow[] = [];
  let row = file.firstRow - 1;
  const header = row === 1 && columns.every(({ is }) => is === "anything");
  if (header) await settleFirst(scope, listKeys(file.headers, columns, { identifiers, country }), seen);
  const records = readRecords(readParts(key, file.size, file.startByte), {
    delimiter: file.delimiter,
    firstLine: file.firstRow,
  });
  for await (const { cells } of records) {
    row++;
    if (cells.every((cell) => cell.trim() === "")) continue;
    if (++seen.rows > mostRows) throw new UnreadableFile({ reason: "too-many-rows", at: mostRows });
    waiting.push({ row, keys: listKeys(cells, columns, { identifiers, country }) });
    if (waiting.length < batch) continue;
    await settle(scope, waiting, seen);
    waiting = [];
  }
  await settle(scope, waiting, seen);
  return { rows: seen.rows, contactIds: [...seen.people], errors: seen.errors };
}

/** A line that looks like names may be the first code of a bare list: then it counts, else it was a name. */
async function settleFirst(
  scope: MemberScope,
  keys: ListKey[],
  seen: { rows: number; people: Set<string> },
): Promise<void> {
  const [only, more] = (await inOrg(scope, (s) => ownersOf(s, [{ row: 1, keys }]))).get(1) ?? [];
  if (!only || more) return;
  seen.rows++;
  seen.people.add(only);
}

interface NamedRow {
  row: number;
  keys: ListKey[];
}

async function settle(
  scope: MemberScope,
  rows: NamedRow[],
  seen: { people: Set<string>; errors: Found["errors"] },
): Promise<void> {
  if (rows.length === 0) return;
  const owners = await inOrg(scope, (s) => ownersOf(s, rows));
  for (const { row, keys } of rows) {
    const found = owners.get(row) ?? [];
    const [only] = found;
    if (only && found.length === 1) seen.people.add(only);
    else
      seen.errors.push({
        row,
        reason: keys.length === 0 ? "no-address" : only ? "two-contacts" : "not-found",
      });
  }
}

/** By row, the contacts that it names, each once. */
async function ownersOf({ sql, orgId }: OrgScope, rows: NamedRow[]): Promise<Map<number, string[]>> {
  const named = rows.flatMap(({ row, keys }) => keys.map((key) => ({ row, ...key })));
  const [addresses, ids] = [
    named.filter((key) => key.kind !== "contact"),
    named.filter((key) => key.kind === "contact"),
  ];
  const found = await sql<{ row: number; id: string }[]>`
    select x.row, i.contact_id as id
    from unnest(${addresses.map((k) => k.row)}::int[], ${addresses.map((k) => k.kind)}::text[], ${addresses.map((k) => k.value)}::text[])
      x("row", kind, value)
    join identities i on i.org_id = ${orgId} and i.kind = x.kind and i.value = x.value
    union
    select x.row, coalesce(k.merged_into, k.id)
    from unnest(${ids.map((k) => k.row)}::int[], ${ids.map((k) => k.value)}::uuid[]) x("row", id)
    join contacts k on k.org_id = ${orgId} and k.id = x.id`;
  const owners = new Map<number, string[]>();
  for (const { row, id } of found) owners.set(row, [...(owners.get(row) ?? []), id]);
  return owners;
}
