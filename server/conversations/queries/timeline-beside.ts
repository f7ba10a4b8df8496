import type { OrgScope } from "@/db/org";
import type { TimelineKind } from "../rules/timeline-kinds";

/** What happened with a contact beside what was said: a note about them, a yes or no of theirs, a link of ours that they followed. */
export interface TimelineBeside {
  id: string;
  occurredAt: Date;
  note: { body: string; author: string } | null;
  consent: {
    channel: string;
    purpose: string;
    state: "in" | "out";
    source: string;
    evidence: Record<string, unknown>;
    /** Who of ours wrote it down. */
    member: string | null;
  } | null;
  /** Of a measured link, its first time. `campaign`: whose message it was in; its id for who may see it. */
  click: {
    label: string;
    /** The place of the card that its button is in. */
    card: number | null;
    count: number;
    campaign: { id: string | null; name: string } | null;
  } | null;
}

interface Between {
  contactId: string;
  /** Those that the member may read. */
  conversationIds: string[];
  campaigns: boolean;
  kinds: TimelineKind[];
  /** Exclusive; null: now. */
  before: string | null;
  /** Inclusive; null: the beginning. */
  from: string | null;
}

type Row = Omit<TimelineBeside, "occurredAt"> & { occurred_at: string };

/** Newest first, between the moments at which a page of the timeline begins and ends. */
export async function readBeside(
  { sql, orgId }: OrgScope,
  { contactId, conversationIds, campaigns, kinds, before, from }: Between,
): Promise<TimelineBeside[]> {
  const within = (at: string) => sql`
    ${sql(at)} < coalesce(${before}::timestamptz, 'infinity') and ${sql(at)} >= coalesce(${from}::timestamptz, '-infinity')`;
  const rows = await sql<Row[]>`
    select n.id, n.created_at as occurred_at, jsonb_build_object('body', n.body, 'author', m.name) as note, null::jsonb as consent,
      null::jsonb as click
    from contact_notes n join members m on m.org_id = n.org_id and m.id = n.member_id
    where n.org_id = ${orgId} and n.contact_id = ${contactId} and n.removed_at is null and ${within("n.created_at")}
      and 'notes' = any(${kinds}::text[])
    union all
    -- Said once, it is kept with each address that it was said from.
    (select distinct on (s.occurred_at, s.channel, s.purpose, s.state, s.source)
      s.id, s.occurred_at, null, jsonb_build_object('channel', s.channel, 'purpose', s.purpose, 'state', s.state,
      'source', s.source, 'evidence', s.evidence, 'member', m.name), null
    from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
      left join members m on s.actor_kind = 'member' and m.org_id = s.org_id and m.id::text = s.actor_id
    where i.org_id = ${orgId} and i.contact_id = ${contactId} and ${within("s.occurred_at")} and 'consents' = any(${kinds}::text[])
    order by s.occurred_at, s.channel, s.purpose, s.state, s.source, s.id)
    union all
    select md5(m.id::text || f.button::text)::uuid, f.first_at, null, null, jsonb_build_object('label', f.label,
      'card', nullif(f.button / 10, 0) - 1, 'count', f.count, 'campaign', case when g.id is not null
      then jsonb_build_object('id', case when ${campaigns} then g.id end, 'name', g.name) end)
    from messages m join link_clicks f on f.org_id = m.org_id and f.message_id = m.id
      left join campaigns g on g.org_id = f.org_id and g.id = f.campaign_id
    where m.org_id = ${orgId} and m.conversation_id = any(${conversationIds}::uuid[]) and ${within("f.first_at")}
      and 'events' = any(${kinds}::text[])
    order by occurred_at desc, id desc`;
  return rows.map(({ occurred_at, ...row }) => ({ ...row, occurredAt: new Date(occurred_at) }));
}
