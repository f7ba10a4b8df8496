import type { OrgScope } from "@/db/org";
import type { Variables } from "./rules/template";

interface Row {
  id: string;
  name: string | null;
  attributes: Record<string, unknown>;
  identities: { kind: string; value: string; address: string }[];
  now: string;
}

/** What requests about contacts can be filled with, by contact; who is not here or is another by now is absent. */
export async function variablesOf(
  { sql, orgId }: OrgScope,
  contactIds: string[],
): Promise<Map<string, { values: Variables; now: Date }>> {
  const rows = await sql<Row[]>`
    select k.id, k.name, k.attributes, app_now() as now, coalesce((
      select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value, 'address', i.address)
        order by i.last_seen_at desc nulls last, i.created_at desc)
      from identities i where i.org_id = ${orgId} and i.contact_id = k.id), '[]') as identities
    from contacts k where k.org_id = ${orgId} and k.id = any(${contactIds}::uuid[]) and k.merged_into is null`;
  return new Map(rows.map((row) => [row.id, { values: valuesOf(row), now: new Date(row.now) }]));
}

function valuesOf({ id, name, attributes, identities }: Row): Variables {
  const first = (kind: string) => identities.find((one) => one.kind === kind)?.address ?? null;
  const external = identities
    .filter(({ kind }) => kind === "external")
    .map(({ value, address }) => [`contact.external.${value.slice(0, value.indexOf(":"))}`, address]);
  const kept = Object.entries(attributes)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value))
    .map(([key, value]) => [`attribute.${key}`, String(value)]);
  return {
    "contact.id": id,
    "contact.name": name,
    // Digits with the country's prefix, as most systems keep them.
    "contact.phone": first("phone")?.replace(/\D/g, "") ?? null,
    "contact.email": first("email"),
    ...Object.fromEntries([...external.reverse(), ...kept]),
  };
}
