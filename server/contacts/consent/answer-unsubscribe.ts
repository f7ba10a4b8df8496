import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import { limit } from "@/server/rate-limit";
import { type Browser, openLink } from "./links";
import { recordConsents } from "./record-consents";
import type { ConsentLanguage } from "./schema";
import { standingText } from "./texts";

/**
 * Whoever has an unsubscribe link stops what is sent, or takes it up again by a yes to the text on its page. What is queued is checked
 * once more where it is handed over. Throws LINK_INVALID, RATE_LIMITED.
 */
export async function answerUnsubscribe(
  token: string,
  answer: { state: "in" | "out"; language: ConsentLanguage; oneClick: boolean },
  browser: Browser,
): Promise<void> {
  const { scope, id, purpose } = await openLink("unsubscribe", token, browser);
  await limit(["consent-link/link", id]);
  await inOrg(scope, async (s) => {
    const [there] = await s.sql`select 1 from identities where org_id = ${s.orgId} and id = ${id}`;
    if (!there) throw new DomainError("LINK_INVALID");
    const text = answer.state === "in" ? await standingText(s, purpose, answer.language) : null;
    const evidence = { ...browser, ...(answer.oneClick ? { oneClick: true } : {}) };
    const said = { identityId: id, channel: "any", purpose, state: answer.state, source: "link" as const };
    await recordConsents(s, [{ ...said, textId: text?.id ?? null, evidence, occurredAt: s.now }]);
  });
}
