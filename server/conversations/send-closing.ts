import { inOrg } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import type { Scope } from "@/server/scope";
import { lockConversation } from "./lock-conversation";
import { replyWindow } from "./rules/reply-window";
import { sayStandard } from "./say-standard";

/**
 * Takes leave of the customer in the number's words, if it has any: once for each closing, inside the window only, and not where the
 * closing was taken back meanwhile or another one followed.
 */
export async function sendClosing(scope: Scope, conversationId: string, closedAt: string): Promise<boolean> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, conversationId);
    const [row] = await s.sql<{ text: string | null; closed_at: string | null }[]>`
      select a.settings -> 'standardMessages' ->> 'closing' as text, c.closed_at from conversations c
        join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
      where c.org_id = ${s.orgId} and c.id = ${conversationId}`;
    const { windowHours } = adapterFor(to.channel).capabilities;
    const stands =
      to.state === "closed" && row?.closed_at && +new Date(row.closed_at) === Date.parse(closedAt);
    if (!row?.text || !stands || !replyWindow(windowHours, to.windows, to.now).open) return false;
    return sayStandard(s, to, { kind: "closing", text: row.text, period: closedAt });
  });
}
