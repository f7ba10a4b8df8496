import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { adapterFor } from "@/server/channels/registry";
import { type BusinessHours, isOpen, nextOpening } from "@/server/organizations/rules/business-hours";
import type { Scope } from "@/server/scope";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import { type LockedConversation, lockConversation } from "./lock-conversation";
import { fillStandard, type StandardValues } from "./rules/fill-standard";
import { replyWindow } from "./rules/reply-window";
import { type StandardKind, standardKind } from "./rules/standard-message";

/**
 * Sends the number's automatic message that fits the moment, if it has one: nobody there, somebody took over, or still waiting.
 * At most one of a kind per waiting or closed period, never outside the window, and never over a person.
 */
export async function sendStandard(scope: Scope, conversationId: string): Promise<StandardKind | null> {
  return inOrg(scope, async (s) => {
    const to = await lockConversation(s, conversationId);
    const setting = await settingsOf(s, to);
    const kind = standardKind({
      open: isOpen(setting.hours, to.now),
      assigned: to.owner === "member",
      answered: setting.answered,
      closed: to.state === "closed",
      windowOpen: replyWindow(adapterFor(to.channel).capabilities.windowHours, to.windows, to.now).open,
    });
    const text = kind && setting.texts[kind];
    if (!kind || !text) return null;
    const body = fillStandard(text, await valuesOf(s, to, text));
    if (!body) return null;
    const period = periodOf(kind, setting, to.now);
    if (!(await claimPeriod(s, to, kind, period))) return null;
    const sent = await enqueue(s, to, {
      content: { type: "text", body },
      origin: "automatic",
      authorId: null,
      clientMessageId: null,
      replyToProviderId: null,
    });
    await record(s, {
      action: "standard-message.sent",
      subject: ["message", sent.messageId],
      details: { kind, period },
    });
    afterCommit(s, () => deliverSoon(s.orgId, to.id));
    return kind;
  });
}

interface Setting {
  texts: Partial<Record<StandardKind, string>>;
  hours: BusinessHours | null;
  workItemId: string | null;
  answered: boolean;
}

async function settingsOf(scope: OrgScope, to: LockedConversation): Promise<Setting> {
  const [row] = await scope.sql<
    {
      texts: Setting["texts"] | null;
      hours: BusinessHours | null;
      work_item_id: string | null;
      answered: boolean;
    }[]
  >`
    select a.settings -> 'standardMessages' as texts, coalesce(t.business_hours, o.business_hours) as hours,
      (select w.id from work_items w where w.org_id = a.org_id and w.conversation_id = ${to.id} and w.state <> 'done') as work_item_id,
      exists (select 1 from messages m where m.org_id = a.org_id and m.conversation_id = ${to.id} and m.origin in ('agent', 'phone')) as answered
    from channel_accounts a join organizations o on o.id = a.org_id
      left join teams t on t.org_id = a.org_id and t.id = ${to.teamId}
    where a.org_id = ${scope.orgId} and a.id = ${to.channelAccountId}`;
  return {
    texts: row?.texts ?? {},
    hours: row?.hours ?? null,
    workItemId: row?.work_item_id ?? null,
    answered: row?.answered ?? false,
  };
}

/** What the text may say; the place in the queue is only counted for a text that tells it. */
async function valuesOf(scope: OrgScope, to: LockedConversation, text: string): Promise<StandardValues> {
  const [row] = await scope.sql<Omit<StandardValues, "position">[]>`
    select p.name, m.name as agent from contacts p
      left join members m on m.org_id = p.org_id and m.id = ${to.assigneeId}
    where p.org_id = ${scope.orgId} and p.id = ${to.contactId}`;
  const position = text.includes("{position}") ? await positionOf(scope, to) : null;
  return { name: row?.name ?? null, agent: row?.agent ?? null, position };
}

/** The place among those who wait for the same team, in the order of waiting that routing keeps; null when it does not wait. */
async function positionOf(scope: OrgScope, to: LockedConversation): Promise<number | null> {
  const [row] = await scope.sql<{ position: number }[]>`
    with waiting as (
      select w.conversation_id, row_number() over (order by -w.priority, c.window_expires_at, w.waiting_since, w.id) as place
      from work_items w join conversations c
        on c.org_id = w.org_id and c.id = w.conversation_id and c.state = 'open' and c.snoozed_until is null
      where w.org_id = ${scope.orgId} and w.state = 'waiting' and w.team_id is not distinct from ${to.teamId}::uuid)
    select place::int as position from waiting where conversation_id = ${to.id}`;
  return row?.position ?? null;
}

/** A closed period is named by the opening that ends it, a waiting period by its work item. */
function periodOf(kind: StandardKind, setting: Setting, now: Date): string {
  if (kind === "out-of-hours") return nextOpening(setting.hours, now)?.toISOString() ?? "closed";
  return setting.workItemId ?? "none";
}

async function claimPeriod(
  scope: OrgScope,
  to: LockedConversation,
  kind: StandardKind,
  period: string,
): Promise<boolean> {
  const [claimed] = await scope.sql`
    insert into standard_messages (conversation_id, kind, period) values (${to.id}, ${kind}, ${period})
    on conflict do nothing returning kind`;
  return claimed !== undefined;
}
