import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";

export const discardDraftInput = z.object({ draftId: z.uuid() });

/** Throws a template in the making away; one that is gone already stays so. */
export async function discardDraft(
  scope: MemberScope,
  { draftId }: z.infer<typeof discardDraftInput>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const [gone] = await s.sql<{ templateId: string | null }[]>`
      delete from template_versions where org_id = ${s.orgId} and id = ${draftId} and state = 'draft'
      returning template_id as "templateId"`;
    if (!gone) return;
    await record(s, {
      action: "template-draft.discarded",
      subject: ["template-draft", draftId],
      details: { templateId: gone.templateId },
    });
    await publish(s, [{ kind: "template", id: gone.templateId }]);
  });
}
