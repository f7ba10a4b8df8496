import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import type { AttributeSource, AttributeType, AttributeValue } from "./rules/attribute";
import { readWritten } from "./rules/written-value";

export interface WrittenAttributes {
  contactId: string;
  /** By attribute key; null or "" takes the value away. Keys that are not known or archived are refused. */
  values: Record<string, unknown>;
  asOf: Date;
  /** The connector or import that says so. */
  source: string | null;
}

export interface AttributesOutcome {
  changed: string[];
  /** Keys whose value could not be read, or that name no attribute: what is kept of them stays. */
  refused: string[];
}

/**
 * Keeps what a source says of a contact's attributes, each with its date. A value that is older than what is kept changes nothing;
 * a repetition is harmless. Throws NOT_FOUND for a contact that is not here, or is merged.
 */
export async function writeAttributes(
  scope: Scope | OrgScope,
  given: WrittenAttributes,
): Promise<AttributesOutcome> {
  return inOrg(scope, async (s) => {
    const kept = await readKept(s, given.contactId);
    const { values, refused } = readAll(kept.definitions, given.values);
    const asOf = given.asOf.toISOString();
    const newer = [...values].filter(([key]) => (kept.sources[key]?.asOf ?? "") <= asOf);
    if (newer.length === 0) return { changed: [], refused };
    await write(s, given, Object.fromEntries(newer));
    const changed = newer
      .filter(([key, value]) => (kept.attributes[key] ?? null) !== value)
      .map(([key]) => key);
    if (changed.length > 0)
      await record(s, {
        action: "contact.attributes-written",
        subject: ["contact", given.contactId],
        details: { fields: changed, source: given.source },
      });
    await publish(s, [{ kind: "contact", id: given.contactId }]);
    return { changed, refused };
  });
}

interface Definition {
  type: AttributeType;
  choices: string[];
}

interface Kept {
  attributes: Record<string, unknown>;
  sources: Record<string, AttributeSource>;
  definitions: Record<string, Definition>;
}

async function readKept({ sql, orgId }: OrgScope, contactId: string): Promise<Kept> {
  const [kept] = await sql<Kept[]>`
    select attributes, attribute_sources as sources, coalesce((
      select jsonb_object_agg(key, jsonb_build_object('type', type, 'choices', choices)) from attribute_definitions
      where org_id = ${orgId} and archived_at is null), '{}') as definitions
    from contacts where org_id = ${orgId} and id = ${contactId} and merged_into is null for no key update`;
  if (!kept) throw new DomainError("NOT_FOUND");
  return kept;
}

function readAll(definitions: Kept["definitions"], given: Record<string, unknown>) {
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
  { contactId, asOf, source }: WrittenAttributes,
  values: Record<string, AttributeValue | null>,
): Promise<void> {
  const said = { asOf: asOf.toISOString(), source };
  const sources = Object.fromEntries(Object.keys(values).map((key) => [key, said]));
  await sql`
    update contacts set attributes = jsonb_strip_nulls(attributes || ${asRow(values)}::text::jsonb),
      attribute_sources = attribute_sources || ${asRow(sources)}::text::jsonb
    where org_id = ${orgId} and id = ${contactId}`;
}
