import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { writtenPhone } from "../rules/phone";
import { type ConsentPurpose, type ConsentSource, purposes } from "./schema";

/** One line of a contact's ledger, with what proves it. */
export interface ConsentEntry {
  id: string;
  channel: string;
  purpose: string;
  state: "in" | "out";
  source: ConsentSource;
  /** Whose address it is kept with, as people write it; null for the carrier's own id of a person. */
  address: string | null;
  /** Who of ours wrote it down. */
  member: string | null;
  text: { version: number; language: string; body: string } | null;
  evidence: Record<string, unknown>;
  occurredAt: Date;
}

export interface ConsentCard {
  /** Each channel of the organization, and what holds for all. */
  states: { channel: string; purpose: ConsentPurpose; state: "in" | "out" | null }[];
  /** Newest first by its own date, each word once. */
  history: ConsentEntry[];
  /** Asked by e-mail and not answered yet. */
  asked: { id: string; purpose: ConsentPurpose; email: string; expiresAt: Date }[];
  emails: string[];
}

/** So much of a ledger is shown; all of it is exported. */
const mostShown = 200;

/** What a contact agreed to and refused, per channel and purpose, with its evidence. Throws NOT_FOUND. */
export async function consentCard(
  scope: MemberScope,
  { contactId }: { contactId: string },
): Promise<ConsentCard> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const [there] = await sql`select 1 from contacts where org_id = ${orgId} and id = ${contactId}`;
    if (!there) throw new DomainError("NOT_FOUND", { contactId });
    const [states, kept, asked, emails] = await Promise.all([
      statesOf(s, contactId),
      ledgerOf(s, contactId, mostShown),
      sql<{ id: string; purpose: ConsentPurpose; email: string; expires_at: string }[]>`
        select r.id, r.purpose, i.address as email, r.expires_at from identities i
          join consent_requests r on r.org_id = i.org_id and r.identity_id = i.id
        where i.org_id = ${orgId} and i.contact_id = ${contactId} and r.used_at is null and r.expires_at > app_now()
        order by r.requested_at desc limit 20`,
      sql<{ address: string }[]>`
        select address from identities where org_id = ${orgId} and contact_id = ${contactId} and kind = 'email'
        order by created_at desc limit 20`,
    ]);
    return {
      ...{ states, history: once(kept), emails: emails.map(({ address }) => address) },
      asked: asked.map(({ expires_at, ...one }) => ({ ...one, expiresAt: new Date(expires_at) })),
    };
  });
}

/** Said once, it is kept with each address that it was said from: a person who is told of it reads it once. */
function once(kept: ConsentEntry[]): ConsentEntry[] {
  const word = ({ occurredAt, channel, purpose, state, source }: ConsentEntry) =>
    [occurredAt.toISOString(), channel, purpose, state, source].join(" ");
  return [...new Map(kept.map((one) => [word(one), one] as const).reverse()).values()].reverse();
}

async function statesOf({ sql, orgId }: OrgScope, contactId: string): Promise<ConsentCard["states"]> {
  return sql<ConsentCard["states"]>`
    select c.channel, p.purpose, consent_state(${contactId}, c.channel, p.purpose) as state
    from (select distinct channel from channel_accounts where org_id = ${orgId} and active
        union select 'email' where exists (select 1 from identities where org_id = ${orgId} and contact_id = ${contactId} and kind = 'email')
      ) c, unnest(${[...purposes]}::text[]) with ordinality p(purpose, place) order by c.channel, p.place`;
}

type Row = Omit<ConsentEntry, "occurredAt" | "text"> & {
  occurred_at: string;
  kind: string;
  version: number | null;
  language: string;
  body: string;
};

/** A contact's ledger, the newest first. */
export async function ledgerOf(
  { sql, orgId }: OrgScope,
  contactId: string,
  most: number | null,
): Promise<ConsentEntry[]> {
  const rows = await sql<Row[]>`
    select s.id, s.channel, s.purpose, s.state, s.source, s.evidence, s.occurred_at, i.kind, i.address, m.name as member,
      t.version, t.language, t.body
    from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
      left join consent_texts t on t.org_id = s.org_id and t.id = s.text_id
      left join members m on s.actor_kind = 'member' and m.org_id = s.org_id and m.id::text = s.actor_id
    where i.org_id = ${orgId} and i.contact_id = ${contactId}
    order by s.occurred_at desc, s.state desc, s.id desc limit ${most}`;
  return rows.map(({ occurred_at, kind, address, version, language, body, ...row }) => ({
    ...row,
    address: kind === "phone" ? writtenPhone(address ?? "") : kind === "email" ? address : null,
    text: version === null ? null : { version, language, body },
    occurredAt: new Date(occurred_at),
  }));
}
