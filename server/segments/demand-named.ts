import type { OrgScope } from "@/db/org";
import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import { DomainError } from "@/server/errors";
import { demand, type MemberScope } from "@/server/scope";
import { type Condition, type Definition, flat } from "./rules/definition";
import type { KeyedTest } from "./rules/value-test";

type Known = Record<string, { type: string; sensitive?: boolean; currencyColumn?: string }>;

/**
 * Throws NOT_FOUND when a definition names what the organization never had, INVALID when a value is asked for as what it is not or sums
 * go across currencies, and FORBIDDEN for what is covered without the right to uncover it: who may count by a value may find it out.
 */
export async function demandNamed(scope: MemberScope, s: OrgScope, definition: Definition): Promise<void> {
  const all = flat(definition);
  await demandIds(s, all);
  const tests = all.flatMap((one) => (one.kind === "attribute" ? [one.attribute] : []));
  if (tests.length > 0) {
    const known = await attributesOf(s);
    for (const test of tests) demandTest(scope, known, test);
  }
  const asked = all.filter((one) => one.kind === "object");
  if (asked.length === 0) return;
  const types = await s.sql<{ key: string; columns: ObjectColumn[] }[]>`
    select key, columns from object_types where org_id = ${s.orgId}`;
  for (const one of asked) demandObject(scope, one, types.find((type) => type.key === one.typeKey)?.columns);
}

async function demandIds({ sql, orgId }: OrgScope, all: Condition[]): Promise<void> {
  const [labels, members, numbers, lists]: string[][] = [[], [], [], []];
  for (const one of all) {
    if (one.kind === "label") labels?.push(...one.labelIds);
    if (one.kind === "executive") members?.push(...one.memberIds);
    if (one.kind === "number") numbers?.push(...one.numberIds);
    if (one.kind === "list") lists?.push(one.segmentId);
  }
  const wanted = new Set([labels, members, numbers, lists].flat());
  if (wanted.size === 0) return;
  const found = await sql`
    select id from labels where org_id = ${orgId} and id = any(${labels ?? []}::uuid[])
    union select id from members where org_id = ${orgId} and id = any(${members ?? []}::uuid[])
    union select id from channel_accounts where org_id = ${orgId} and id = any(${numbers ?? []}::uuid[])
    union select id from segments where org_id = ${orgId} and kind = 'list' and id = any(${lists ?? []}::uuid[])`;
  if (found.length < wanted.size) throw new DomainError("NOT_FOUND");
}

async function attributesOf({ sql, orgId }: OrgScope): Promise<Known> {
  const rows = await sql<{ key: string; type: string; sensitive: boolean }[]>`
    select key, type, sensitive from attribute_definitions where org_id = ${orgId}`;
  return Object.fromEntries(rows.map((row) => [row.key, row]));
}

function demandTest(scope: MemberScope, known: Known, { key, type, test }: KeyedTest): void {
  const one = known[key];
  if (!one) throw new DomainError("NOT_FOUND");
  if (one.type !== type) throw new DomainError("INVALID", { what: "type", key });
  if (one.sensitive && test.is !== "set" && test.is !== "unset") demand(scope, "contacts:reveal");
}

function demandObject(
  scope: MemberScope,
  { where, objects }: Extract<Condition, { kind: "object" }>,
  columns: ObjectColumn[] | undefined,
): void {
  if (!columns) throw new DomainError("NOT_FOUND");
  const known: Known = Object.fromEntries(columns.map((column) => [column.key, column]));
  for (const test of where) demandTest(scope, known, test);
  if (!("column" in objects)) return;
  const summed = known[objects.column];
  if (!summed) throw new DomainError("NOT_FOUND");
  if (!["number", "money", "days"].includes(summed.type))
    throw new DomainError("INVALID", { what: "type", key: objects.column });
  if (summed.sensitive) demand(scope, "contacts:reveal");
  const one = where.some(({ key, test }) => key === summed.currencyColumn && test.is === "is");
  if (summed.currencyColumn && !one) throw new DomainError("INVALID", { what: "currency" });
}
