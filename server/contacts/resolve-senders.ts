import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { mergeContacts } from "./merges/merge-contacts";
import type { Sender, SenderAddress } from "./schema";

export interface ResolvedSender {
  contactId: string;
  /** Where an answer goes. */
  identityId: string;
}

interface Known {
  id: string;
  contact_id: string;
  kind: SenderAddress["kind"];
  value: string;
  address: string;
  username: string | null;
  name: string | null;
}

/**
 * The contact behind each sender, in the order given; unknown ones are made, further addresses are added to who is known,
 * and two contacts that the carrier shows to be one person are merged. Set-based: known senders cost one statement.
 */
export async function resolveSenders(scope: OrgScope, senders: Sender[]): Promise<ResolvedSender[]> {
  const known = await find(scope, senders);
  const made: Made = { contacts: [], identities: [], updates: [] };
  const resolved: ResolvedSender[] = [];
  for (const sender of senders) resolved.push(await resolve(scope, sender, known, made));
  await write(scope, made);
  // A merge later in the batch may have moved what was resolved earlier.
  return resolved.map((r) => ({ ...r, contactId: known.moved.get(r.contactId) ?? r.contactId }));
}

interface Made {
  contacts: { id: string; name: string | null; country: string | null }[];
  identities: (SenderAddress & { id: string; contact_id: string; username: string | null })[];
  updates: {
    id: string;
    address: string;
    username: string | null;
    contact_id: string;
    name: string | null;
  }[];
}

interface Book {
  byKey: Map<string, Known>;
  moved: Map<string, string>;
}

const keyOf = (a: { kind: string; value: string }) => `${a.kind}:${a.value}`;

async function find(scope: OrgScope, senders: Sender[]): Promise<Book> {
  const keys = new Map(senders.flatMap((s) => s.addresses.map((a) => [keyOf(a), a] as const)));
  const rows = await scope.sql<Known[]>`
    select i.id, i.contact_id, i.kind, i.value, i.address, i.username, c.name
    from unnest(${[...keys.values()].map((a) => a.kind)}::text[], ${[...keys.values()].map((a) => a.value)}::text[]) k(kind, value)
    join identities i on i.org_id = ${scope.orgId} and i.kind = k.kind and i.value = k.value
    join contacts c on c.org_id = i.org_id and c.id = i.contact_id`;
  return { byKey: new Map(rows.map((r) => [keyOf(r), r])), moved: new Map() };
}

async function resolve(scope: OrgScope, sender: Sender, book: Book, made: Made): Promise<ResolvedSender> {
  const hits = sender.addresses.flatMap((a) => book.byKey.get(keyOf(a)) ?? []);
  const contactId = await oneContact(scope, hits, book, made);
  const id = contactId ?? newContact(sender, made);
  for (const address of sender.addresses) keep(address, sender, id, book, made);
  const best = sender.addresses[0] && book.byKey.get(keyOf(sender.addresses[0]));
  if (!best) throw new Error("A sender without an address reached resolveSenders");
  return { contactId: id, identityId: best.id };
}

async function oneContact(scope: OrgScope, hits: Known[], book: Book, made: Made): Promise<string | null> {
  const ids = [...new Set(hits.map((h) => h.contact_id))];
  const [kept, ...others] = ids;
  if (kept && others.length > 0) {
    // What this batch made must exist before it can be merged.
    await write(scope, made);
    for (const merged of others) {
      await mergeContacts(scope, { keptId: kept, mergedId: merged, reason: "carrier" });
      book.moved.set(merged, kept);
      for (const row of book.byKey.values()) if (row.contact_id === merged) row.contact_id = kept;
    }
  }
  return kept ?? null;
}

function newContact(sender: Sender, made: Made): string {
  const id = newId();
  made.contacts.push({ id, name: sender.name ?? null, country: sender.country ?? null });
  return id;
}

function keep(address: SenderAddress, sender: Sender, contactId: string, book: Book, made: Made): void {
  const row = book.byKey.get(keyOf(address));
  const username = sender.username ?? null;
  if (!row) {
    const id = newId();
    made.identities.push({ ...address, id, contact_id: contactId, username });
    book.byKey.set(keyOf(address), {
      ...address,
      id,
      contact_id: contactId,
      username,
      name: sender.name ?? null,
    });
  } else if (
    row.address !== address.address ||
    (username && row.username !== username) ||
    (sender.name && !row.name)
  ) {
    made.updates.push({
      id: row.id,
      address: address.address,
      username,
      contact_id: contactId,
      name: sender.name ?? null,
    });
    Object.assign(row, {
      address: address.address,
      username: username ?? row.username,
      name: row.name ?? sender.name,
    });
  }
}

/** Writes what was gathered and empties it. A concurrent writer of the same address raises 23505; the batch is run again. */
async function write(scope: OrgScope, made: Made): Promise<void> {
  const { contacts, identities, updates } = made;
  if (contacts.length > 0)
    await scope.sql`insert into contacts (id, name, country)
      select id, name, country from jsonb_to_recordset(${asRows(contacts)}::text::jsonb) as x(id uuid, name text, country text)`;
  if (identities.length > 0) await addIdentities(scope, identities);
  if (updates.length > 0)
    await scope.sql`
      with x as (select distinct on (id) * from jsonb_to_recordset(${asRows(updates)}::text::jsonb)
          as x(id uuid, address text, username text, contact_id uuid, name text)),
        named as (update contacts c set name = x.name from x where c.org_id = ${scope.orgId} and c.id = x.contact_id and c.name is null)
      update identities i set address = x.address, username = coalesce(x.username, i.username)
      from x where i.org_id = ${scope.orgId} and i.id = x.id`;
  made.contacts = [];
  made.identities = [];
  made.updates = [];
}

/** Who writes first has agreed to be answered: that is the consent to service messages, with its evidence. */
async function addIdentities(scope: OrgScope, identities: Made["identities"]): Promise<void> {
  const rows = identities.map((i) => ({ ...i, consent_id: newId() }));
  await scope.sql`
    with x as (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb)
        as x(id uuid, contact_id uuid, kind text, value text, address text, username text, consent_id uuid)),
      added as (insert into identities (id, contact_id, kind, value, address, username, last_seen_at)
        select id, contact_id, kind, value, address, username, app_now() from x order by kind, value)
    insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select consent_id, id, 'any', 'service', 'in', 'wrote-first', app_now() from x`;
}
