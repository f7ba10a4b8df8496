import { inOrg, type OrgScope } from "@/db/org";
import { adapterFor } from "@/server/channels/registry";
import type { StandardKind } from "@/server/channels/rules/standard-texts";
import { type BusinessHours, isOpen, nextOpening } from "@/server/organizations/rules/business-hours";
import type { Scope } from "@/server/scope";
import { type LockedConversation, lockConversation } from "./lock-conversation";
import { readStandardTexts } from "./read-standard-texts";
import { replyWindow } from "./rules/reply-window";
import { standardKind } from "./rules/standard-message";
import { sayStandard } from "./say-standard";

/**
 * Sends the number's automatic message that fits the moment, if it has one: nobody there, somebody took over, or still waiting.
 * At most one of a kind per waiting or closed period, never outside the window, and never over a person.
 */
export async function sendStandard(scope: Scope, conversationId: string): Promise<StandardKind | null> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, conversationId);
    const [{ texts }, setting] = await Promise.all([readStandardTexts(s, to), settingsOf(s, to)]);
    const kind = standardKind({
      open: isOpen(setting.hours, to.now),
      assigned: to.owner === "member",
      answered: setting.answered,
      closed: to.state === "closed",
      windowOpen: replyWindow(adapterFor(to.channel).capabilities.windowHours, to.windows, to.now).open,
    });
    const text = kind && texts[kind];
    if (!kind || !text) return null;
    const said = await sayStandard(s, to, { kind, text, period: periodOf(kind, setting, to.now) });
    return said ? kind : null;
  });
}

interface Setting {
  hours: BusinessHours | null;
  workItemId: string | null;
  answered: boolean;
}

async function settingsOf(scope: OrgScope, to: LockedConversation): Promise<Setting> {
  const [row] = await scope.sql<
    {
      hours: BusinessHours | null;
      work_item_id: string | null;
      answered: boolean;
    }[]
  >`
    select coalesce(t.business_hours, o.business_hours) as hours,
      (select w.id from work_items w where w.org_id = a.org_id and w.conversation_id = ${to.id} and w.state <> 'done') as work_item_id,
      exists (select 1 from messages m where m.org_id = a.org_id and m.conversation_id = ${to.id} and m.origin in ('agent', 'phone')) as answered
    from channel_accounts a join organizations o on o.id = a.org_id
      left join teams t on t.org_id = a.org_id and t.id = ${to.teamId}
    where a.org_id = ${scope.orgId} and a.id = ${to.channelAccountId}`;
  return {
    hours: row?.hours ?? null,
    workItemId: row?.work_item_id ?? null,
    answered: row?.answered ?? false,
  };
}

/** A closed period is named by the opening that ends it, a waiting period by its work item. */
function periodOf(kind: StandardKind, setting: Setting, now: Date): string {
  if (kind === "out-of-hours") return nextOpening(setting.hours, now)?.toISOString() ?? "closed";
  return setting.workItemId ?? "none";
}
