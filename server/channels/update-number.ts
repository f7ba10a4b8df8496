import { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { accountSettings } from "./schema";

export const updateNumberInput = z.object({
  numberId: z.uuid(),
  name: z.string().trim().min(1).max(60).optional(),
  color: z.string().max(20).optional(),
  /** Null: conversations belong to no team. */
  teamId: z.uuid().nullish(),
  settings: accountSettings.optional(),
});

/** Changes what the organization sets for a number; what is absent stays. Throws NOT_FOUND for a number or team that is not here. */
export async function updateNumber(
  scope: MemberScope,
  input: z.infer<typeof updateNumberInput>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    if (input.teamId) {
      const [team] =
        await sql`select 1 from teams where org_id = ${orgId} and id = ${input.teamId} and removed_at is null`;
      if (!team) throw new DomainError("NOT_FOUND", { teamId: input.teamId });
    }
    const [changed] = await sql`
      update channel_accounts set name = coalesce(${input.name ?? null}, name), color = coalesce(${input.color ?? null}, color),
        team_id = ${input.teamId === undefined ? sql`team_id` : input.teamId},
        settings = settings || ${asRow(input.settings ?? {})}::text::jsonb
      where org_id = ${orgId} and id = ${input.numberId} returning id`;
    if (!changed) throw new DomainError("NOT_FOUND");
    const fields = Object.keys(input).filter((key) => key !== "numberId");
    await record(s, { action: "number.updated", subject: ["number", input.numberId], details: { fields } });
    await publish(s, [{ kind: "number", id: input.numberId }]);
  });
}
