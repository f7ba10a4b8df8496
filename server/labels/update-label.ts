import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { labelChange } from "./schema";

type Change = z.infer<typeof labelChange>;

/**
 * Renames, recolours, archives or brings back a label: every conversation that has it shows it so. Throws NOT_FOUND, and CONFLICT when
 * another label has the name.
 */
export async function updateLabel(scope: MemberScope, input: Change): Promise<void> {
  const { labelId, name, color, archived } = input;
  await inOrg(scope, async (s) => {
    if (name !== undefined) await refuseTaken(s, labelId, name);
    const [label] = await s.sql`
      update labels set name = coalesce(${name ?? null}, name), color = coalesce(${color ?? null}, color),
        archived_at = case ${archived ?? null}::boolean when true then coalesce(archived_at, now()) when false then null else archived_at end
      where org_id = ${s.orgId} and id = ${labelId} returning id`;
    if (!label) throw new DomainError("NOT_FOUND");
    const changed = Object.keys(input).filter((key) => key !== "labelId");
    await record(s, { action: "label.updated", subject: ["label", labelId], details: { changed } });
    await publish(s, [{ kind: "label", id: labelId }]);
  });
}

async function refuseTaken(s: OrgScope, labelId: string, name: string): Promise<void> {
  const [taken] = await s.sql`
    select 1 from labels where org_id = ${s.orgId} and lower(name) = lower(${name}) and id <> ${labelId}`;
  if (taken) throw new DomainError("CONFLICT", { what: "name" });
}
