import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { attributeChange } from "./schema";

/** Renames it, changes its choices, archives it or brings it back. Throws NOT_FOUND, and CONFLICT when another is called so. */
export async function updateAttribute(
  scope: MemberScope,
  change: z.infer<typeof attributeChange>,
): Promise<void> {
  const { key, label, choices, currency, sensitive, archived } = change;
  await inOrg(scope, async (s) => {
    if (label !== undefined) await refuseTaken(s, key, label);
    const [changed] = await s.sql`
      update attribute_definitions set label = coalesce(${label ?? null}, label),
        choices = case when type = 'choice' then coalesce(${choices ? asRow(choices) : null}::text::jsonb, choices) else choices end,
        currency = case when type = 'money' then coalesce(${currency ?? null}, currency) end,
        sensitive = coalesce(${sensitive ?? null}, sensitive),
        archived_at = case ${archived ?? null}::boolean when true then app_now() when false then null else archived_at end
      where org_id = ${s.orgId} and key = ${key} returning key`;
    if (!changed) throw new DomainError("NOT_FOUND");
    await record(s, {
      action: "attribute.changed",
      subject: ["attribute", null],
      details: { changed: Object.keys(change).filter((name) => name !== "key") },
    });
    await publish(s, [{ kind: "routing", id: null }]);
  });
}

async function refuseTaken({ sql, orgId }: OrgScope, key: string, label: string): Promise<void> {
  const [taken] = await sql`
    select 1 from attribute_definitions where org_id = ${orgId} and lower(label) = lower(${label}) and key <> ${key}`;
  if (taken) throw new DomainError("CONFLICT", { what: "name" });
}
