import { z } from "zod";
import { inOrg } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import type { ConversationState, MessageContent } from "../schema";
import { findConversation } from "./list";
import { readable } from "./visible";

export const panelInput = z.object({ conversationId: z.uuid() });

export interface Panel {
  contact: { id: string; name: string | null; country: string | null; since: Date };
  identities: { id: string; kind: string; address: string; username: string | null }[];
  /** Other conversations of the contact that the member sees, newest first. */
  past: {
    id: string;
    openedAt: Date;
    closedAt: Date | null;
    state: ConversationState;
    account: string;
    color: string;
    messages: number;
    preview: string | null;
  }[];
  /** The campaign that the customer answers, with what it said to them; its id for who may see it. */
  campaign: { id: string | null; name: string; said: MessageContent | null } | null;
  why: {
    by: string;
    byName: string | null;
    /** The name of the rule that decided, as it was then. */
    ruleName: string | null;
    why: Record<string, unknown>;
    at: Date;
  } | null;
}

/** Who the customer is and what was before, beside the thread. */
export async function readPanel(
  scope: MemberScope,
  { conversationId }: z.infer<typeof panelInput>,
): Promise<Panel> {
  const conversation = await findConversation(scope, conversationId);
  if (!conversation) throw new DomainError("NOT_FOUND");
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const contactId = conversation.contactId;
    const bound = { ...scope, ...s, actor: scope.actor };
    const [contact, identities, past, campaign, why] = await Promise.all([
      sql<{ name: string | null; country: string | null; created_at: string }[]>`
        select name, country, created_at from contacts where org_id = ${orgId} and id = ${contactId}`,
      sql<Panel["identities"]>`
        select id, kind, address, username from identities where org_id = ${orgId} and contact_id = ${contactId} order by created_at`,
      sql<
        {
          id: string;
          opened_at: string;
          closed_at: string | null;
          state: ConversationState;
          account: string;
          color: string;
          last_seq: number;
          preview: string | null;
        }[]
      >`
        select c.id, c.opened_at, c.closed_at, c.state, a.name as account, a.color, c.last_seq, c.preview ->> 'text' as preview
        from conversations c join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
        where c.org_id = ${orgId} and c.contact_id = ${contactId} and c.id <> ${conversationId} and ${readable(bound)}
        order by c.opened_at desc limit 20`,
      sql<NonNullable<Panel["campaign"]>[]>`
        select case when ${allows(scope.actor.role, "campaigns:read")} then g.id end as id, g.name, (select m.content from messages m where m.org_id = ${orgId} and m.conversation_id = ${conversationId}
          and m.campaign_id = g.id order by m.seq desc limit 1) as said
        from conversations c join campaigns g on g.org_id = ${orgId} and g.id = c.campaign_id
        where c.org_id = ${orgId} and c.id = ${conversationId}`,
      sql<WhyRow[]>`
        select by, why, created_at, (select name from members m where m.org_id = ${orgId} and m.id::text = why ->> 'memberId') as by_name,
          (select r ->> 'name' from routing_rules v, jsonb_array_elements(v.rules -> 'rules') r where v.org_id = ${orgId}
            and v.version = (why ->> 'version')::int and r ->> 'id' = why ->> 'ruleId') as rule_name
        from assignments where org_id = ${orgId} and conversation_id = ${conversationId}
        order by created_at desc limit 1`,
    ]);
    return {
      contact: {
        id: contactId,
        name: contact[0]?.name ?? null,
        country: contact[0]?.country ?? null,
        since: new Date(contact[0]?.created_at ?? 0),
      },
      identities: identities.map((i) =>
        i.kind === "phone" ? { ...i, address: writtenPhone(i.address) } : i,
      ),
      past: past.map((p) => ({
        id: p.id,
        openedAt: new Date(p.opened_at),
        closedAt: p.closed_at ? new Date(p.closed_at) : null,
        state: p.state,
        account: p.account,
        color: p.color,
        messages: p.last_seq,
        preview: p.preview,
      })),
      campaign: campaign[0] ?? null,
      why: why[0]
        ? {
            by: why[0].by,
            byName: why[0].by_name,
            ruleName: why[0].rule_name,
            why: why[0].why,
            at: new Date(why[0].created_at),
          }
        : null,
    };
  });
}

interface WhyRow {
  by: string;
  by_name: string | null;
  rule_name: string | null;
  why: Record<string, unknown>;
  created_at: string;
}
