import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { proposalInput } from "./schema";

/** Two people after all: the pair is not proposed again for what they share. Throws NOT_FOUND; harmless when repeated. */
export async function dismissProposal(
  scope: MemberScope,
  { proposalId }: z.infer<typeof proposalInput>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [pair] = await s.sql<{ first_id: string; second_id: string; open: boolean }[]>`
      select first_id, second_id, state = 'open' as open from merge_proposals
      where org_id = ${s.orgId} and id = ${proposalId} for update`;
    if (!pair) throw new DomainError("NOT_FOUND");
    if (!pair.open) return;
    await s.sql`
      update merge_proposals set state = 'dismissed', decided_at = app_now() where org_id = ${s.orgId} and id = ${proposalId}`;
    await record(s, { action: "merge.dismissed", subject: ["merge-proposal", proposalId] });
    await publish(
      s,
      [pair.first_id, pair.second_id].map((id) => ({ kind: "contact", id })),
    );
  });
}
