import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { externalKey } from "./rules/identity";
import { writtenPhone } from "./rules/phone";

export const contactsPage = z.object({
  find: z.string().trim().max(80).optional(),
  /** The id of the last one seen. */
  cursor: z.uuid().nullish(),
  limit: z.int().min(1).max(100).default(50),
});

export interface ListedContact {
  id: string;
  name: string | null;
  /** As people write it; null for who has none. */
  address: string | null;
  executive: string | null;
  lastMessageAt: Date | null;
  /** When they became a contact: what the list goes by. */
  since: Date;
  /** What is covered until somebody asks to see it is not among them. */
  attributes: Record<string, unknown>;
}

/** How many a search shows: who is not among them is looked for with another word. */
const found = 100;

/** The organization's contacts, the newest first and page by page; those that fit best where words are given. */
export async function listContacts(
  scope: MemberScope,
  { find, cursor, limit }: z.infer<typeof contactsPage>,
): Promise<{ items: ListedContact[]; next: string | null }> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<Row[]>`
      with p as materialized (${find ? fitting(s, find) : newest(s, cursor ?? null, limit + 1)})
      select k.id, k.name, k.attributes - c.covered as attributes, m.name as executive, i.kind, i.address, i.username, v.last_message_at as "lastMessageAt", k.created_at as since
      from p join contacts k on k.org_id = ${s.orgId} and k.id = p.id
        cross join (select array(select key from attribute_definitions
          where org_id = ${s.orgId} and (sensitive or archived_at is not null)) as covered) c
        left join members m on m.org_id = ${s.orgId} and m.id = k.executive_id
        left join lateral (select kind, address, username from identities i where i.org_id = ${s.orgId} and i.contact_id = k.id
          order by array_position(array['phone', 'scoped', 'email', 'external', 'visitor'], kind), created_at desc limit 1) i on true
        left join lateral (select o.last_message_at from conversations o where o.org_id = ${s.orgId} and o.contact_id = k.id
          order by o.opened_at desc limit 1) v on true
      order by p.place`,
  );
  const items = rows.slice(0, find ? found : limit).map(itemOf);
  return { items, next: !find && rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

type Row = Omit<ListedContact, "lastMessageAt" | "since"> & {
  since: string;
  kind: string | null;
  username: string | null;
  lastMessageAt: string | null;
};

function itemOf({ kind, username, address, lastMessageAt, since, ...row }: Row): ListedContact {
  const written = kind === "phone" ? writtenPhone(address ?? "") : username ? `@${username}` : address;
  return {
    ...row,
    address: written,
    lastMessageAt: lastMessageAt ? new Date(lastMessageAt) : null,
    since: new Date(since),
  };
}

function fitting({ sql, orgId }: OrgScope, find: string) {
  const digits = /^[+\d\s().-]*$/.test(find) ? find.replace(/\D/g, "") : "";
  return sql`
    select id, min(place) as place from (
      select i.contact_id as id, 0 as place from identities i join identifiers d on d.org_id = ${orgId}
        and i.org_id = ${orgId} and i.kind = 'external' and i.value = d.key || ${externalKey("", find) ?? ""}
      union all select contact_id, row_number() over ()
      from search_contacts(${find.split(/\s+/)}::text[], ${digits}::text, ${found})) x group by id`;
}

function newest({ sql, orgId }: OrgScope, cursor: string | null, limit: number) {
  return sql`
    select id, row_number() over (order by id desc) as place from contacts
    where org_id = ${orgId} and merged_into is null and id < coalesce(${cursor}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    order by id desc limit ${limit}`;
}
