import { createTranslator } from "next-intl";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { catalog } from "@/messages/catalog";
import { formats } from "@/messages/formats";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { answerId, scores } from "@/server/channels/rules/rating";
import type { Scope } from "@/server/scope";
import { type LockedConversation, lockConversation } from "./lock-conversation";
import { readStandardTexts, type StandardVoice } from "./read-standard-texts";
import { replyWindow } from "./rules/reply-window";
import { sayStandard } from "./say-standard";

/**
 * Takes leave of the customer in the number's words for it, if it has any, and asks how it was where a person answered: both in one
 * message, since each is billed. Other words where they were silent than where a person closed. Once for each closing, inside the window
 * only, and not where the closing was taken back meanwhile or another one followed.
 */
export async function sendClosing(scope: Scope, conversationId: string, closedAt: string): Promise<boolean> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, conversationId);
    const [row] = await s.sql<{ reason: string | null; closed_at: string | null; answered: boolean }[]>`
      select close_reason as reason, closed_at, first_answered_at is not null as answered
      from conversations where org_id = ${s.orgId} and id = ${conversationId}`;
    const { windowHours } = adapterFor(to.channel).capabilities;
    const stands =
      to.state === "closed" && row?.closed_at && +new Date(row.closed_at) === Date.parse(closedAt);
    if (!stands || !replyWindow(windowHours, to.windows, to.now).open) return false;
    const voice = await readStandardTexts(s, to);
    if (row.reason === "silent") {
      const text = voice.texts.abandoned;
      return Boolean(text && (await sayStandard(s, to, { kind: "abandoned", text, period: closedAt })));
    }
    const ratingId = newId();
    const question = row.answered ? questionOf(to, voice, ratingId) : undefined;
    const leave = { kind: "closing" as const, text: voice.texts.closing ?? "", period: closedAt };
    const messageId = await sayStandard(s, to, question ? { ...leave, question } : leave);
    if (messageId && question) await keepAsked(s, to, { ratingId, messageId });
    return messageId !== null;
  });
}

/** How it was, to be pressed; none where the number does not ask, or the channel has no buttons. */
function questionOf({ channel }: LockedConversation, { texts, locale }: StandardVoice, ratingId: string) {
  const { buttons: may } = adapterFor(channel).capabilities;
  if (!texts.rating || !may || may.count < scores.length) return undefined;
  const t = createTranslator({
    locale,
    messages: catalog[locale],
    formats,
    namespace: "numbers.standard.score",
  });
  const buttons = scores.map((score) => ({ id: answerId(ratingId, score), title: t(`${score}`) }));
  return { text: texts.rating, buttons, longest: may.body };
}

async function keepAsked(
  s: OrgScope,
  to: LockedConversation,
  { ratingId, messageId }: { ratingId: string; messageId: string },
): Promise<void> {
  await s.sql`
    insert into ratings (id, conversation_id, message_id, channel_account_id, team_id, member_id, asked_at)
    values (${ratingId}, ${to.id}, ${messageId}, ${to.channelAccountId}, ${to.teamId}, ${to.assigneeId}, app_now())`;
  await record(s, { action: "rating.asked", subject: ["message", messageId], details: { ratingId } });
}
