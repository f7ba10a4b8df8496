import { inOrg } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import type { Scope } from "@/server/scope";
import { lockConversation } from "./lock-conversation";
import { readStandardTexts } from "./read-standard-texts";
import { replyWindow } from "./rules/reply-window";
import { sayStandard } from "./say-standard";

/**
 * Takes leave of the customer in the number's words for it, if it has any: another word where they were silent than where a person
 * closed. Once for each closing, inside the window only, and not where the closing was taken back meanwhile or another one followed.
 */
export async function sendClosing(scope: Scope, conversationId: string, closedAt: string): Promise<boolean> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, conversationId);
    const [row] = await s.sql<{ reason: string | null; closed_at: string | null }[]>`
      select close_reason as reason, closed_at from conversations where org_id = ${s.orgId} and id = ${conversationId}`;
    const { windowHours } = adapterFor(to.channel).capabilities;
    const stands =
      to.state === "closed" && row?.closed_at && +new Date(row.closed_at) === Date.parse(closedAt);
    if (!stands || !replyWindow(windowHours, to.windows, to.now).open) return false;
    const kind = row.reason === "silent" ? "abandoned" : "closing";
    const text = (await readStandardTexts(s, to))[kind];
    return text ? sayStandard(s, to, { kind, text, period: closedAt }) : false;
  });
}
