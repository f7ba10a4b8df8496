import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { IdentityKind } from "../rules/identity";
import { type MergeReason, undoUntil } from "../rules/merge";
import { writtenPhone } from "../rules/phone";
import type { contactRef } from "../schema";
import type { pairInput } from "./schema";

export interface IdentityShown {
  id: string;
  kind: IdentityKind;
  /** As people read it; of an external id its identifier's name stands in `label`. */
  address: string;
  label: string | null;
  username: string | null;
  /** What was typed, where the carrier confirmed another. */
  dialled: string | null;
  confirmedAt: Date | null;
  lastSeenAt: Date | null;
}

export interface Side {
  id: string;
  name: string | null;
  country: string | null;
  since: Date;
  executive: { id: string; name: string } | null;
  attributes: Record<string, unknown>;
  identities: IdentityShown[];
  conversations: number;
  open: number;
  lastMessageAt: Date | null;
  consents: { purpose: string; state: "in" | "out"; occurredAt: Date }[];
}

interface SideRow extends Omit<Side, "since" | "lastMessageAt" | "consents" | "identities"> {
  since: string;
  last_message_at: string | null;
  consents: { purpose: string; state: "in" | "out"; occurredAt: string }[];
}

/** Two contacts side by side, and what they were when they were looked at. Throws NOT_FOUND; CONFLICT for one that was given up. */
export async function comparePair(
  scope: MemberScope,
  { firstId, secondId }: z.infer<typeof pairInput>,
): Promise<{ first: Side; second: Side; version: string; labels: Record<string, string> }> {
  return inOrg(scope, async (s) => {
    // The version first: what changes between two statements is asked about again rather than merged unseen.
    const [version, rows, identities, labels] = await Promise.all([
      pairVersion(s, firstId, secondId),
      readSides(s, [firstId, secondId]),
      readIdentities(s, [firstId, secondId]),
      s.sql<{ key: string; label: string }[]>`
        select key, label from attribute_definitions where org_id = ${s.orgId} and archived_at is null order by lower(label)`,
    ]);
    const side = (id: string): Side => {
      const row = rows.find((one) => one.id === id);
      if (!row) throw new DomainError("NOT_FOUND");
      if (row.merged_into)
        throw new DomainError("CONFLICT", { what: "contact-changed", contactId: row.merged_into });
      const { since, last_message_at, consents, merged_into: _, ...plain } = row;
      return {
        ...plain,
        since: new Date(since),
        lastMessageAt: last_message_at ? new Date(last_message_at) : null,
        consents: consents.map((one) => ({ ...one, occurredAt: new Date(one.occurredAt) })),
        identities: identities.filter((one) => one.contactId === id).map(({ contactId: __, ...one }) => one),
      };
    };
    return {
      first: side(firstId),
      second: side(secondId),
      version,
      labels: Object.fromEntries(labels.map((one) => [one.key, one.label])),
    };
  });
}

/** Changes whenever one of the two does, in what somebody compares; the same whichever is named first. */
export async function pairVersion({ sql, orgId }: OrgScope, one: string, other: string): Promise<string> {
  const [row] = await sql<{ version: string }[]>`
    select md5(string_agg(concat_ws('|', c.id, c.name, c.country, c.executive_id, c.attributes, c.merged_into, (
      select string_agg(i.id::text, ',' order by i.id) from identities i where i.org_id = ${orgId} and i.contact_id = c.id)), ';' order by c.id))
      as version
    from contacts c where c.org_id = ${orgId} and c.id in (${one}, ${other})`;
  return row?.version ?? "";
}

function readSides({ sql, orgId }: OrgScope, ids: string[]) {
  return sql<(SideRow & { merged_into: string | null })[]>`
    select c.id, c.name, c.country, c.created_at as since, c.attributes, c.merged_into,
      case when m.id is not null then jsonb_build_object('id', m.id, 'name', m.name) end as executive,
      v.conversations, v.open, v.last_message_at, coalesce((
        select jsonb_agg(jsonb_build_object('purpose', x.purpose, 'state', x.state, 'occurredAt', x.occurred_at) order by x.purpose)
        from (select distinct on (s.purpose) s.purpose, s.state, s.occurred_at from consents s
          join identities i on i.org_id = s.org_id and i.id = s.identity_id
          where s.org_id = ${orgId} and i.contact_id = c.id order by s.purpose, s.occurred_at desc) x), '[]') as consents
    from contacts c left join members m on m.org_id = c.org_id and m.id = c.executive_id
      cross join lateral (select count(*)::int as conversations, count(*) filter (where state = 'open')::int as open,
        max(last_message_at) as last_message_at from conversations where org_id = ${orgId} and contact_id = c.id) v
    where c.org_id = ${orgId} and c.id = any(${ids}::uuid[])`;
}

/** The addresses of contacts as people read them; the carrier's own id of a person says nothing to anybody. */
async function readIdentities(
  { sql, orgId }: OrgScope,
  contactIds: string[],
): Promise<(IdentityShown & { contactId: string })[]> {
  const rows = await sql<
    {
      id: string;
      contactId: string;
      kind: IdentityKind;
      address: string;
      label: string | null;
      username: string | null;
      dialled: string | null;
      confirmed_at: string | null;
      last_seen_at: string | null;
    }[]
  >`
    select i.id, i.contact_id as "contactId", i.kind, i.address, d.label, i.username, i.dialled, i.confirmed_at, i.last_seen_at
    from identities i left join identifiers d on d.org_id = i.org_id and i.kind = 'external' and d.key = split_part(i.value, ':', 1)
    where i.org_id = ${orgId} and i.contact_id = any(${contactIds}::uuid[]) order by i.created_at, i.id`;
  return rows.map(({ confirmed_at, last_seen_at, ...row }) => ({
    ...row,
    address: row.kind === "phone" ? writtenPhone(row.address) : row.address,
    dialled: row.dialled && row.dialled !== row.address ? writtenPhone(row.dialled) : null,
    confirmedAt: confirmed_at ? new Date(confirmed_at) : null,
    lastSeenAt: last_seen_at ? new Date(last_seen_at) : null,
  }));
}

export interface IdentityCard {
  identities: IdentityShown[];
  /** What was merged into this contact and can be undone, newest first. */
  merges: { id: string; name: string | null; reason: MergeReason; at: Date; until: Date }[];
  /** Who seems to be the same person. */
  proposals: { id: string; contactId: string; name: string | null; shared: string; label: string | null }[];
}

/** Who a contact is: their addresses, what became one with them, and who may be the same person. Throws NOT_FOUND. */
export async function identityCard(
  scope: MemberScope,
  { contactId }: z.infer<typeof contactRef>,
): Promise<IdentityCard> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const [[there], identities, merges, proposals] = await Promise.all([
      sql`select 1 from contacts where org_id = ${orgId} and id = ${contactId}`,
      readIdentities(s, [contactId]),
      sql<{ id: string; name: string | null; reason: MergeReason; at: string }[]>`
        select m.id, c.name, m.reason, m.created_at as at from contact_merges m
          join contacts c on c.org_id = m.org_id and c.id = m.merged_id
        where m.org_id = ${orgId} and m.kept_id = ${contactId} and m.undone_at is null order by m.created_at desc limit 50`,
      sql<IdentityCard["proposals"]>`
        select p.id, k.id as "contactId", k.name, p.shared, d.label from merge_proposals p
          join contacts k on k.org_id = p.org_id and k.id = case when p.first_id = ${contactId} then p.second_id else p.first_id end
            and k.merged_into is null
          left join identifiers d on d.org_id = p.org_id and d.key = p.shared
        where p.org_id = ${orgId} and p.state = 'open' and (p.first_id = ${contactId} or p.second_id = ${contactId})
        order by p.id limit 20`,
    ]);
    if (!there) throw new DomainError("NOT_FOUND");
    return {
      identities: identities.map(({ contactId: _, ...one }) => one),
      merges: merges
        .map((one) => ({ ...one, at: new Date(one.at), until: undoUntil(new Date(one.at)) }))
        .filter((one) => one.until > s.now),
      proposals: [...proposals],
    };
  });
}

export const proposalsInput = z.object({ cursor: z.uuid().nullish() });

export interface Proposal {
  id: string;
  shared: string;
  label: string | null;
  first: { id: string; name: string | null };
  second: { id: string; name: string | null };
  at: Date;
}

const page = 50;

/** The pairs that wait for a decision, newest first. */
export async function proposalList(
  scope: MemberScope,
  { cursor }: z.infer<typeof proposalsInput>,
): Promise<{ proposals: Proposal[]; next: string | null }> {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<(Omit<Proposal, "at"> & { at: string })[]>`
      select p.id, p.shared, d.label, p.created_at as at, jsonb_build_object('id', a.id, 'name', a.name) as first,
        jsonb_build_object('id', b.id, 'name', b.name) as second
      from merge_proposals p
        join contacts a on a.org_id = p.org_id and a.id = p.first_id and a.merged_into is null
        join contacts b on b.org_id = p.org_id and b.id = p.second_id and b.merged_into is null
        left join identifiers d on d.org_id = p.org_id and d.key = p.shared
      where p.org_id = ${orgId} and p.state = 'open' ${cursor ? sql`and p.id < ${cursor}` : sql``}
      order by p.id desc limit ${page}`,
  );
  return {
    proposals: rows.map((row) => ({ ...row, at: new Date(row.at) })),
    next: rows.length === page ? (rows[rows.length - 1]?.id ?? null) : null,
  };
}
