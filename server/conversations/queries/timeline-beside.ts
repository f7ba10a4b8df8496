import type { OrgScope } from "@/db/org";
import type { TimelineKind } from "../rules/timeline-kinds";

/** What is kept of a contact itself, in no conversation: a note about them, or a yes or no of theirs. */
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
}

interface Between {
  contactId: string;
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
  { contactId, kinds, before, from }: Between,
): Promise<TimelineBeside[]> {
  const within = (at: string) => sql`
    ${sql(at)} < coalesce(${before}::timestamptz, 'infinity') and ${sql(at)} >= coalesce(${from}::timestamptz, '-infinity')`;
  const rows = await sql<Row[]>`
    select n.id, n.created_at as occurred_at, jsonb_build_object('body', n.body, 'author', m.name) as note, null::jsonb as consent
    from contact_notes n join members m on m.org_id = n.org_id and m.id = n.member_id
    where n.org_id = ${orgId} and n.contact_id = ${contactId} and n.removed_at is null and ${within("n.created_at")}
      and 'notes' = any(${kinds}::text[])
    union all
    -- Said once, it is kept with each address that it was said from.
    (select distinct on (s.occurred_at, s.channel, s.purpose, s.state, s.source)
      s.id, s.occurred_at, null, jsonb_build_object('channel', s.channel, 'purpose', s.purpose, 'state', s.state,
      'source', s.source, 'evidence', s.evidence, 'member', m.name)
    from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
      left join members m on s.actor_kind = 'member' and m.org_id = s.org_id and m.id::text = s.actor_id
    where i.org_id = ${orgId} and i.contact_id = ${contactId} and ${within("s.occurred_at")} and 'consents' = any(${kinds}::text[])
    order by s.occurred_at, s.channel, s.purpose, s.state, s.source, s.id)
    order by occurred_at desc, id desc`;
  return rows.map(({ occurred_at, ...row }) => ({ ...row, occurredAt: new Date(occurred_at) }));
}
