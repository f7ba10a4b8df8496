import { afterCommit, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { questionAfter } from "@/server/channels/rules/rating";
import { fillStandard, type StandardKind, type StandardValues } from "@/server/channels/rules/standard-texts";
import { deliverSoon } from "./deliver";
import { enqueue } from "./enqueue";
import type { LockedConversation } from "./lock-conversation";
import type { MessageContent } from "./schema";

interface Standard {
  kind: StandardKind;
  text: string;
  /** Names what it is said in: of one kind at most one is said in each. */
  period: string;
  /** Asked below the text, with answers to press. */
  question?: { text: string; buttons: { id: string; title: string }[]; longest: number };
}

/**
 * Says a standard message, unless its period has one; returns its id, or null. Whether it may be said at all is decided by the caller,
 * who holds the conversation.
 */
export async function sayStandard(
  scope: OrgScope,
  to: LockedConversation,
  { kind, text, period, question }: Standard,
): Promise<string | null> {
  const values = await valuesOf(scope, to, text);
  const said = fillStandard(text, values);
  const asked = question && fillStandard(question.text, values);
  if (!(said || asked) || !(await claimPeriod(scope, to, kind, period))) return null;
  const content: MessageContent =
    question && asked
      ? { type: "buttons", body: questionAfter(said, asked, question.longest), buttons: question.buttons }
      : { type: "text", body: said };
  const sent = await enqueue(scope, to, {
    content,
    origin: "automatic",
    authorId: null,
    clientMessageId: null,
    replyToProviderId: null,
  });
  await record(scope, {
    action: "standard-message.sent",
    subject: ["message", sent.messageId],
    details: { kind, period },
  });
  afterCommit(scope, () => deliverSoon(scope.orgId, to.id));
  return sent.messageId;
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

/** In a queue longer than this nobody is told their place: it says little by then, and counting it for each who comes costs. */
const longestQueue = 500;

/** The place among those who wait for the same team, in the order of waiting that routing keeps; null when it does not wait. */
async function positionOf({ sql, orgId }: OrgScope, to: LockedConversation): Promise<number | null> {
  const [row] = await sql<{ position: number }[]>`
    with queue as materialized (select id, conversation_id, priority, waiting_since from work_items
        where org_id = ${orgId} and state = 'waiting' and kind = 'conversation' and team_id is not distinct from ${to.teamId}::uuid
        limit ${longestQueue + 1}),
      placed as (select w.conversation_id, row_number() over (order by -w.priority, c.window_expires_at, w.waiting_since, w.id) as place
        from queue w join conversations c
          on c.org_id = ${orgId} and c.id = w.conversation_id and c.state = 'open' and c.snoozed_until is null)
    select place::int as position from placed
    where conversation_id = ${to.id} and (select count(*) from queue) <= ${longestQueue}`;
  return row?.position ?? null;
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
