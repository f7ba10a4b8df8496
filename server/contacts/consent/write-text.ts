import type { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { newText } from "./schema";

/** Words anew what customers are asked: another version, from now on; what was shown before stays as it was. */
export async function writeText(
  scope: MemberScope,
  { purpose, language, body }: z.infer<typeof newText>,
): Promise<{ textId: string }> {
  return inOrg(scope, async (s) => {
    // Two at once would be one version: the second waits for the first.
    await s.sql`select 1 from organizations where id = ${s.orgId} for update`;
    const textId = newId();
    await s.sql`
      insert into consent_texts (id, purpose, language, version, body, created_by, created_at)
      select ${textId}, ${purpose}, ${language}, coalesce(max(version), 0) + 1, ${body}, ${scope.actor.id}, app_now()
      from consent_texts where org_id = ${s.orgId} and purpose = ${purpose} and language = ${language}`;
    await record(s, {
      action: "consent-text.written",
      subject: ["consent-text", textId],
      details: { purpose, language },
    });
    await publish(s, [{ kind: "contact", id: null }]);
    return { textId };
  });
}
