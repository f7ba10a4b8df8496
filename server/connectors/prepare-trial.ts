import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Mapped } from "./rules/mapping";
import type { Variables } from "./rules/template";
import type { KeptHeader } from "./schema";
import { variablesOf } from "./variables";

/** How much of the mapping found something. */
export interface Found {
  attributes: { key: string; value: string | number | boolean | null }[];
  objects: { typeKey: string; rows: number }[];
  missed: string[];
}

/** What a source is asked with about contacts, in their order, and the headers of the saved one. Throws NOT_FOUND for what is not here. */
export async function prepareTrial(
  s: OrgScope,
  connectorId: string | null,
  contactIds: string[],
): Promise<{ variables: Variables[]; kept: KeptHeader[] }> {
  const [found, [saved]] = await Promise.all([
    variablesOf(s, contactIds),
    s.sql<
      { headers: KeptHeader[] }[]
    >`select headers from connectors where org_id = ${s.orgId} and id = ${connectorId}`,
  ]);
  const variables = contactIds.flatMap((id) => {
    const own = found.get(id);
    return own ? [own.values] : [];
  });
  if (variables.length < contactIds.length || (connectorId && !saved)) throw new DomainError("NOT_FOUND");
  return { variables, kept: saved?.headers ?? [] };
}

export const showFound = (mapped: Mapped | null, hide: (text: string) => string): Found => ({
  attributes: Object.entries(mapped?.attributes ?? {}).map(([key, value]) => ({
    key,
    value: typeof value === "string" ? hide(value).slice(0, 200) : (value as number | boolean | null),
  })),
  objects: (mapped?.objects ?? []).map(({ typeKey, rows }) => ({ typeKey, rows: rows.length })),
  missed: mapped?.missed ?? [],
});
