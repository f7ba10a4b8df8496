import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { identifierChange } from "./schema";

/** Renames it, changes what two with one value mean, archives it or brings it back. Throws NOT_FOUND; CONFLICT for a name that is taken. */
export async function updateIdentifier(
  scope: MemberScope,
  change: z.infer<typeof identifierChange>,
): Promise<void> {
  const { key, label, onMatch, archived } = change;
  await inOrg(scope, async (s) => {
    const [row] = await s.sql<{ taken: boolean }[]>`
      select exists (select 1 from identifiers o where o.org_id = ${s.orgId} and o.key <> ${key}
        and lower(o.label) = lower(${label ?? ""})) as taken
      from identifiers where org_id = ${s.orgId} and key = ${key} for update`;
    if (!row) throw new DomainError("NOT_FOUND");
    if (row.taken) throw new DomainError("CONFLICT", { what: "name" });
    await s.sql`
      update identifiers set label = coalesce(${label ?? null}, label), on_match = coalesce(${onMatch ?? null}, on_match),
        archived_at = case ${archived ?? null}::boolean when true then app_now() when false then null else archived_at end
      where org_id = ${s.orgId} and key = ${key}`;
    await record(s, {
      action: "identifier.changed",
      subject: ["identifier", null],
      details: { changed: Object.keys(change).filter((name) => name !== "key") },
    });
  });
}
