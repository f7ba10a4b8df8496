import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { storage } from "@/server/storage";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { noteConsent } from "../consent/note-consent";
import { eraseContact } from "./erase-contact";
import { eraseSome } from "./erase-some";
import { disclosure, erasureState } from "./queries";
import { kept, walk } from "./walk";

const media = mkdtempSync(path.join(tmpdir(), "hilo-erasure-"));
const database = withDatabase(async () => ({ STORAGE_DIR: media }));
let owner: Sql;
let org: TestOrganization;
beforeAll(async () => {
  owner = postgres(database.current.ownerUrl, { max: 1 });
  org = await createOrganization();
});
afterAll(() => owner.end());

/** Every word of one person, none of which is anybody else's. */
const words = {
  phone: "5491155578901",
  name: "Quimera Zarandaja",
  email: "quimera@example.org",
  said: "zurubí azafranado",
};
const me = () => ({ ...org.owner.scope, now: new Date() });
type Talk = Awaited<ReturnType<typeof createConversation>>;

const erase = (talk: Talk) => eraseContact(me(), { contactId: talk.contactId, reason: "asked" }, () => {});
const close = (talk: Talk) =>
  inOrg(
    org.owner.scope,
    (s) =>
      s.sql`update conversations set state = 'closed', closed_at = now() where id = ${talk.conversationId}`,
  );

/** Something of a person in every table that may hold it. */
async function everythingOf(phone: string, said: string, name: string, email: string): Promise<Talk> {
  const talk = await createConversation(org, { phone, text: said });
  const { memberId } = org.owner;
  const [attachmentId, labelId, taskId, fileKey] = [newId(), newId(), newId(), `${org.orgId}/${newId()}`];
  await storage().put(fileKey, Buffer.from(said), "text/plain");
  await noteConsent(me(), {
    ...{
      contactId: talk.contactId,
      channel: "any",
      purpose: "marketing",
      state: "in",
      how: "call",
      note: said,
    },
    ...{ language: "es", textId: null },
  });
  const { conversationId: c, messageId: m, channelAccountId: a, contactId, identityId } = talk;
  await inOrg(org.owner.scope, async ({ sql }) => {
    const text = { body: said, name, phone };
    await sql`update contacts set name = ${name}, attributes = ${JSON.stringify(text)}::text::jsonb where id = ${contactId}`;
    await sql`update identities set username = ${`user-${email}`} where id = ${identityId}`;
    await sql`update conversations set preview = ${JSON.stringify(text)}::text::jsonb where id = ${c}`;
    await sql`update messages set provider_id = ${`wamid.${phone}`} where id = ${m}`;
    const emailId = newId();
    await sql`insert into identities (id, contact_id, kind, value, address) values (${emailId}, ${contactId}, 'email', ${email}, ${email})`;
    await sql`insert into consent_requests (id, identity_id, purpose, text_id, requested_by, requested_at, expires_at)
      select ${newId()}, ${emailId}, 'marketing', id, 'x', now(), now() from consent_texts limit 1`;
    await sql`insert into attachments (id, message_id, channel_account_id, mime, name, storage_key, state)
      values (${attachmentId}, ${m}, ${a}, 'text/plain', ${said}, ${fileKey}, 'ready')`;
    await sql`insert into link_clicks (message_id, button, label, destination, first_at, last_at) values (${m}, 0, ${said}, ${said}, now(), now())`;
    await sql`insert into transcripts (attachment_id, message_id, state) values (${attachmentId}, ${m}, 'done')`;
    await sql`insert into reactions (channel_account_id, target_provider_id, by, emoji, occurred_at) values (${a}, ${`wamid.${phone}`}, 'us', 'x', now())`;
    await sql`insert into early_statuses (channel_account_id, provider_id, state, status) values (${a}, ${`other.${phone}`}, 'read', ${JSON.stringify({ recipient_id: phone })}::text::jsonb)`;
    await sql`insert into parked_parts (id, field, reason, payload, part_hash) values (${newId()}, 'calls', 'call', ${`{"from":"${phone}","text":"${said}"}`}, ${newId()})`;
    await sql`insert into mentions (message_id, member_id, conversation_id, created_at) values (${m}, ${memberId}, ${c}, now())`;
    await sql`insert into ratings (id, conversation_id, message_id, channel_account_id, asked_at) values (${newId()}, ${c}, ${m}, ${a}, now())`;
    await sql`insert into standard_messages (conversation_id, kind, period) values (${c}, 'waiting', 'x')`;
    await sql`insert into scheduled_messages (id, conversation_id, author_id, content, send_at, time_zone, state, seen_seq, epoch, created_at)
      values (${newId()}, ${c}, ${memberId}, ${JSON.stringify(text)}::text::jsonb, now() + interval '1 year', 'UTC', 'pending', 0, 1, now())`;
    await sql`insert into drafts (conversation_id, member_id, mode, body, revision, updated_at) values (${c}, ${memberId}, 'reply', ${said}, 1, now())`;
    await sql`insert into labels (id, name, color) values (${labelId}, ${labelId}, 'teal')`;
    await sql`insert into conversation_labels (conversation_id, label_id, added_at) values (${c}, ${labelId}, now())`;
    await sql`insert into work_items (id, kind, waiting_since) values (${taskId}, 'task', now())`;
    await sql`insert into tasks (id, conversation_id, title, body, asked_by, asked_at, result) values (${taskId}, ${c}, ${said}, ${said}, ${memberId}, now(), ${said})`;
    const replyId = newId();
    await sql`insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content, occurred_at, recorded_at)
      values (${replyId}, ${c}, 999, ${a}, ${contactId}, ${identityId}, 'note', 'agent', 'note', ${JSON.stringify({ type: "note", body: said })}::text::jsonb, now(), now())`;
    await sql`insert into deliveries (message_id, conversation_id, seq, channel_account_id, epoch, queued_at, state, pending, failure)
      values (${replyId}, ${c}, 999, ${a}, 1, now(), 'failed', false, ${JSON.stringify({ code: "x", detail: phone })}::text::jsonb)`;
    await sql`insert into contact_labels (contact_id, label_id, added_at) values (${contactId}, ${labelId}, now())`;
    const listId = newId();
    await sql`insert into segments (id, name, kind, definition, created_by, created_at, updated_at, contacts, counted_at)
      values (${listId}, ${listId}, 'list', '{}', ${memberId}, now(), now(), 1, now())`;
    await sql`insert into segment_contacts (segment_id, contact_id) values (${listId}, ${contactId})`;
    await sql`insert into campaigns (id, name, draft, created_by, created_at, updated_at) values (${listId}, 'x', '{}', ${memberId}, now(), now())`;
    await sql`insert into campaign_answers (message_id) values (${m})`;
    await sql`insert into campaign_recipients (campaign_id, contact_id, state, place, detail) values (${listId}, ${contactId}, 'planned', 1, ${said})`;
    await sql`insert into reached (connection_id, contact_id, at) values (${listId}, ${contactId}, now())`;
    await sql`insert into contact_notes (id, contact_id, member_id, body, created_at) values (${newId()}, ${contactId}, ${memberId}, ${said}, now())`;
    await sql`insert into object_types (key, singular, plural, columns, position, created_at)
      values ('loan', 'Loan', 'Loans', '[]', 1, now()) on conflict do nothing`;
    await sql`insert into contact_objects (id, type_key, contact_id, external_key, values, as_of, updated_at)
      values (${newId()}, 'loan', ${contactId}, ${phone}, ${JSON.stringify(text)}::text::jsonb, now(), now())`;
    const connectorId = newId();
    await sql`insert into connectors (id, name, method, url, headers, mapping, cache_seconds, timeout_ms, retries, created_at, updated_at)
      values (${connectorId}, ${connectorId}, 'GET', 'https://source.example/', '[]', '{}', 60, 1000, 0, now(), now())`;
    await sql`insert into connector_readings (connector_id, contact_id, attempted_at, outcome) values (${connectorId}, ${contactId}, now(), 'ok')`;
    const mergedId = newId();
    await sql`insert into contacts (id, name, merged_into) values (${mergedId}, ${name}, ${contactId})`;
    await sql`insert into merge_proposals (id, first_id, second_id, shared, created_at) values (${newId()}, ${contactId}, ${mergedId}, 'email', now())`;
    await sql`insert into contact_merges (id, kept_id, merged_id, reason, moved) values (${newId()}, ${contactId}, ${mergedId}, 'carrier', ${JSON.stringify({ identities: [email] })}::text::jsonb)`;
  });
  const [connection] = await owner`select connection_id as id from channel_accounts where id = ${a}`;
  await owner`insert into webhook_parts (received_on, hash, connection_id, field, payload, state)
    values (current_date, ${Buffer.from(newId())}, ${connection?.id}, 'messages', ${`{"from":"${phone}","body":"${said}"}`}, 'applied')`;
  return talk;
}

/** Where any of these words stands in the database or in a file: `table.column` each. */
async function whereIs(list: string[]): Promise<string[]> {
  const columns = await owner<{ table: string; column: string }[]>`
    select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0
      and not a.attisdropped and format_type(a.atttypid, null) in ('text', 'jsonb', 'tsvector', 'text[]') order by 1, 2`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [hit] =
      await owner`select 1 from ${owner(table)} t where ${owner(column)}::text ilike any(${list.map((word) => `%${word}%`)}) limit 1`;
    if (hit) found.push(`${table}.${column}`);
  }
  for (const file of readdirSync(media, { recursive: true, encoding: "utf8" })) {
    const at = path.join(media, file);
    if (statSync(at).isFile() && list.some((word) => readFileSync(at, "utf8").includes(word)))
      found.push("file");
  }
  return found;
}

const told = [words.phone, "Quimera", words.email, "zurubí", "zurubi", "azafran"];

describe("a contact with something in every table", () => {
  let talk: Talk;
  let other: Talk;
  beforeAll(async () => {
    talk = await everythingOf(words.phone, words.said, words.name, words.email);
    other = await everythingOf("5491155578902", "nada del otro mundo", "Otra Persona", "otra@example.org");
  });

  test("is given out whole", async () => {
    let text = "";
    for await (const piece of disclosure(me(), talk.contactId)) text += piece;
    const all = JSON.parse(text) as Record<string, unknown[]>;
    expect(walk.map(({ table }) => table).filter((table) => !all[table]?.length)).toEqual([]);
    expect(all.files).toHaveLength(1);
    expect(text).not.toContain("Otra Persona");
    expect(text).not.toContain("nada del otro mundo");
  });

  test("is not erased while somebody is talking to them", async () => {
    await expect(erase(talk)).rejects.toMatchObject({ code: "CONVERSATION_OPEN" });
    expect(await erasureState(me(), { contactId: talk.contactId })).toBeNull();
  });

  test("is erased, also where it stops half way and is begun again, and nothing is found of them", async () => {
    expect((await whereIs(told)).length).toBeGreaterThan(20);
    await close(talk);
    const { erasureId } = await erase(talk);
    expect(await erase(talk)).toEqual({ erasureId });
    let rounds = 0;
    while (!(await eraseSome(me(), erasureId, 0))) rounds++;
    expect(rounds).toBeGreaterThan(0);
    expect(await whereIs(told)).toEqual([]);
    const state = await erasureState(me(), { contactId: talk.contactId });
    expect(state?.finishedAt).not.toBeNull();
    const counted = {
      messages: 2,
      consents: 2,
      identities: 2,
      contacts: 2,
      files: 1,
      webhook_parts: 1,
      tasks: 1,
    };
    expect(state?.counts).toMatchObject(counted);
    expect(await eraseSome(me(), erasureId, 1_000)).toBe(true);
    await expect(erase(talk)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("leaves the figures, and everybody else", async () => {
    const [ledger] =
      await owner`select count(*)::int as events from usage_events where contact_id = ${talk.contactId}`;
    expect(ledger).toEqual({ events: 1 });
    for (const { table } of walk) {
      const [row] = await owner`select 1 from ${owner(table)} where org_id = ${org.orgId} limit 1`;
      expect([table, row !== undefined]).toEqual([table, true]);
    }
    expect((await whereIs(["Otra Persona", "otra@example.org", "otro mundo"])).length).toBeGreaterThan(15);
    expect(other.contactId).not.toBe(talk.contactId);
  });

  test("who writes from the same address later is somebody new, who agreed to nothing but to be answered", async () => {
    const again = await createConversation(org, {
      phone: words.phone,
      channelAccountId: talk.channelAccountId,
    });
    expect(again.contactId).not.toBe(talk.contactId);
    const [row] = await owner`
      select consent_state(${again.contactId}, 'any', 'marketing') as marketing from (select set_config('app.org_id', ${org.orgId}, false)) x`;
    expect(row).toEqual({ marketing: null });
  });
});

test("an identity and its consents go with an erasure only", async () => {
  const talk = await createConversation(org);
  const attempt = inOrg(org.owner.scope, (s) => s.sql`delete from identities where id = ${talk.identityId}`);
  await expect(attempt).rejects.toMatchObject({ code: "23514" });
});

test("another organization's erasure touches nothing here", async () => {
  const stranger = await createOrganization();
  const talk = await createConversation(org);
  const scope = stranger.owner.scope;
  await expect(
    eraseContact(scope, { contactId: talk.contactId, reason: "asked" }, () => {}),
  ).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
});

test("every table that names a contact or holds what was written is erased or kept for a reason", async () => {
  const tables = await owner<{ table: string }[]>`
    select distinct c.relname as table from pg_class c
      join pg_attribute o on o.attrelid = c.oid and o.attname = 'org_id'
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (
      a.attname in ('contact_id', 'identity_id', 'conversation_id', 'message_id', 'attachment_id', 'kept_id', 'merged_id', 'merged_into', 'first_id',
        'target_provider_id', 'provider_id', 'recipient_id')
      or a.attname in ('body', 'content', 'payload', 'text', 'title', 'note', 'address', 'email', 'phone')
      or format_type(a.atttypid, null) = 'jsonb') order by 1`;
  const known = new Set([...walk.map(({ table }) => table), ...Object.keys(kept)]);
  expect(tables.map(({ table }) => table).filter((table) => !known.has(table))).toEqual([]);
  const there = await owner<{ table: string }[]>`
    select relname as table from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`;
  const names = there.map(({ table }) => table);
  expect([...known].filter((table) => !names.includes(table))).toEqual([]);
});
