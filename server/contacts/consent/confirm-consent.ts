import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import { type Browser, openLink } from "./links";
import { recordConsents } from "./record-consents";
import type { ConsentPurpose } from "./schema";

/** The yes to a confirmation mail: once, in its time. Throws LINK_INVALID when it is used, over or not ours; RATE_LIMITED. */
export async function confirmConsent(token: string, browser: Browser): Promise<void> {
  const { scope, id } = await openLink("confirm", token, browser);
  await inOrg(scope, async (s) => {
    const [asked] = await s.sql<{ identity_id: string; purpose: ConsentPurpose; text_id: string }[]>`
      update consent_requests set used_at = app_now()
      where org_id = ${s.orgId} and id = ${id} and used_at is null and expires_at > app_now()
      returning identity_id, purpose, text_id`;
    if (!asked) throw new DomainError("LINK_INVALID");
    const said = {
      identityId: asked.identity_id,
      channel: "any",
      purpose: asked.purpose,
      state: "in" as const,
    };
    const evidence = { requestId: id, ...browser };
    await recordConsents(s, [
      { ...said, source: "email", textId: asked.text_id, evidence, occurredAt: s.now },
    ]);
  });
}
