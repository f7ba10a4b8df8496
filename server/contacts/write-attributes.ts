import { inOrg, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import type { AttributeSource, AttributeType, AttributeValue } from "./rules/attribute";
import { readWritten } from "./rules/written-value";

export interface WrittenAttributes {
  /** Each contact once. */
  people: { contactId: string; values: GivenValues }[];
  asOf: Date;
  /** The connector or import that says so. */
  source: string | null;
}

/** By attribute key; null or "" takes the value away. Keys that are not known or archived are refused. */
type GivenValues = Record<string, unknown>;

export interface AttributesOutcome {
  changed: string[];
  /** Keys whose value could not be read, or that name no attribute: what is kept of them stays. */
  refused: string[];
}

/**
 * Keeps what a source says of contacts' attributes, each with its date; however many they are, in the same few statements. A value that is
 * older than what is kept changes nothing; a repetition is harmless. Throws NOT_FOUND for a contact that is not here, or is merged.
 */
export async function writeAttributes(
  scope: Scope | OrgScope,
  given: WrittenAttributes,
): Promise<Map<string, AttributesOutcome>> {
  return inOrg(scope, async (s) => {
    const ids = given.people.map(({ contactId }) => contactId);
    const [kept, definitions] = await Promise.all([readKept(s, ids), readDefinitions(s)]);
    const read = given.people.map(({ contactId, values }) => {
      const before = kept.get(contactId);
      if (!before) throw new DomainError("NOT_FOUND");
      return { contactId, ...readNewer(definitions, before, values, given.asOf) };
    });
    const told = read.filter(({ newer }) => newer.length > 0);
    await write(s, given, told);
    for (const { contactId, changed } of told)
      if (changed.length > 0)
        await record(s, {
          action: "contact.attributes-written",
          subject: ["contact", contactId],
          details: { fields: changed, source: given.source },
        });
    await publish(
      s,
      told.map(({ contactId }) => ({ kind: "contact", id: contactId })),
    );
    return new Map(read.map(({ contactId, changed, refused }) => [contactId, { changed, refused }]));
  });
}

interface Definition {
  type: AttributeType;
  choices: string[];
}

type Definitions = Record<string, Definition>;

interface Kept {
  attributes: Record<string, unknown>;
  sources: Record<string, AttributeSource>;
}

/** Holds them, always in the same order, so that two who write do not wait for each other. */
async function readKept({ sql, orgId }: OrgScope, contactIds: string[]): Promise<Map<string, Kept>> {
  const rows = await sql<(Kept & { id: string })[]>`
    select id, attributes, attribute_sources as sources from contacts
    where org_id = ${orgId} and id = any(${contactIds}::uuid[]) and merged_into is null order by id for no key update`;
  return new Map(rows.map(({ id, ...kept }) => [id, kept]));
}

async function readDefinitions({ sql, orgId }: OrgScope): Promise<Definitions> {
  const rows = await sql<(Definition & { key: string })[]>`
    select key, type, choices from attribute_definitions where org_id = ${orgId} and archived_at is null`;
  return Object.fromEntries(rows.map(({ key, ...definition }) => [key, definition]));
}

function readNewer(definitions: Definitions, kept: Kept, given: GivenValues, at: Date) {
  const { values, refused } = readAll(definitions, given);
  const asOf = at.toISOString();
  const newer = [...values].filter(([key]) => (kept.sources[key]?.asOf ?? "") <= asOf);
  const changed = newer
    .filter(([key, value]) => (kept.attributes[key] ?? null) !== value)
    .map(([key]) => key);
  return { newer, changed, refused };
}

function readAll(definitions: Definitions, given: GivenValues) {
  const values = new Map<string, AttributeValue | null>();
  const refused: string[] = [];
  for (const [key, value] of Object.entries(given)) {
    const definition = definitions[key];
    const empty = value === null || value === undefined || value === "";
    const read = definition && !empty ? readOne(definition, value) : null;
    if (!definition || (read === null && !empty)) refused.push(key);
    else values.set(key, read);
  }
  return { values, refused };
}

function readOne({ type, choices }: Definition, value: unknown): AttributeValue | null {
  const read = readWritten(type, value);
  return type === "choice" ? (choices.find((one) => one === read) ?? null) : read;
}

async function write(
  { sql, orgId }: OrgScope,
  { asOf, source }: WrittenAttributes,
  told: { contactId: string; newer: [string, AttributeValue | null][] }[],
): Promise<void> {
  if (told.length === 0) return;
  const said = { asOf: asOf.toISOString(), source };
  const rows = told.map(({ contactId, newer }) => ({
    id: contactId,
    values: Object.fromEntries(newer),
    sources: Object.fromEntries(newer.map(([key]) => [key, said])),
  }));
  await sql`
    update contacts k set attributes = jsonb_strip_nulls(k.attributes || x.values), attribute_sources = k.attribute_sources || x.sources
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, values jsonb, sources jsonb)
      limit ${rows.length}) x
    where k.org_id = ${orgId} and k.id = x.id`;
}
