import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { markSeen } from "../mark-seen";
import { note } from "../note";
import { search, searchMessages, searchPeople } from "./search";
import { messageOn, searchThread } from "./search-thread";
import { readThread } from "./thread";

const database = withDatabase();
let org: TestOrganization;
let other: TestOrganization;
let number: string;
let app: Sql;

beforeAll(async () => {
  [org, other] = [await createOrganization(), await createOrganization()];
  number = (await createNumber(org)).channelAccountId;
  app = postgres(database.current.url, { max: 1 });
});
afterAll(() => app.end());

const says = (text: string, phone?: string) =>
  createConversation(org, { channelAccountId: number, text, ...(phone && { phone }) });
const found = async (query: string, as: TestMember = org.owner) =>
  (await searchMessages(as.scope, { query, among: "messages", limit: 40 })).hits.map((hit) =>
    hit.snippet.map((piece) => piece.text).join(""),
  );
const noteOn = ({ conversationId }: { conversationId: string }) => ({
  conversationId,
  clientMessageId: crypto.randomUUID(),
});
const rename = (contactId: string, name: string) =>
  inOrg(org.owner.scope, (s) => s.sql`update contacts set name = ${name} where id = ${contactId}`);

describe("what is written", () => {
  test.each([
    ["Te paso la canción que pediste", ["cancion", "CANCIÓN", "canc", "canciones"]],
    ["Quedaron dos turnos para el jueves", ["turno", "turnos", "jueves turno", "dos  turnos", "tur"]],
    ["O pagamento das prestações atrasou", ["prestacoes", "prestação", "atrasou pagamento"]],
    ["Your deliveries are late", ["delivery", "deliveries", "late"]],
    ["Pedido 55-8841/B, factura A-0001", ["8841", "0001", "pedido 55"]],
    ["escribime a ana.ruiz@correo.example", ["ruiz", "ana ruiz correo", "ana.ruiz@correo.example"]],
    ["ＦＵＬＬ ｗｉｄｔｈ ａｎｄ cancio\u0301n descompuesta", ["full", "cancion descompuesta"]],
  ])("%s", async (text, queries) => {
    await says(text);
    const line = text.replace(/\s+/g, " ");
    for (const query of queries)
      expect([query, await found(query)]).toEqual([query, expect.arrayContaining([line])]);
  });

  test("is not found by a word that is not in it, nor by half of the words", async () => {
    await says("Alfajores de maicena");
    for (const query of [
      "alfajores chocolate",
      "ajores",
      "maicen4",
      "%",
      "'; drop table messages; --",
      "!!",
      " ",
    ])
      expect([query, await found(query)]).toEqual([query, []]);
  });

  test("notes are found, what was deleted is not, what was edited is as it reads now", async () => {
    const { conversationId, messageId } = await says("Retiro el yunque mañana");
    await note(org.owner.scope, { ...noteOn({ conversationId }), body: "Ojo con el yunque" });
    expect((await found("yunque")).sort()).toEqual(["Ojo con el yunque", "Retiro el yunque mañana"]);
    const notes = await searchMessages(org.owner.scope, { query: "yunque", among: "notes", limit: 1 });
    expect(notes.hits.map((hit) => hit.direction)).toEqual(["note"]);
    const beyond = { query: "yunque", among: "notes", limit: 1, cursor: notes.next } as const;
    expect(await searchMessages(org.owner.scope, beyond)).toEqual({ hits: [], next: null });
    await inOrg(
      org.owner.scope,
      (s) =>
        s.sql`update messages set content = '{"type":"text","body":"Retiro el martillo"}' where id = ${messageId}`,
    );
    expect(await found("yunque")).toEqual(["Ojo con el yunque"]);
    await inOrg(
      org.owner.scope,
      (s) => s.sql`update messages set revoked_at = now() where id = ${messageId}`,
    );
    expect(await found("martillo")).toEqual([]);
  });

  test("never keeps a message from being received, whatever it is", async () => {
    const long = `desmesurado ${"🎉".repeat(300_000)} ${"z".repeat(5_000)} ${"ﷺ".repeat(9_000)}`;
    await says(long);
    expect(await found("desmesurado")).toHaveLength(1);
  });

  test("says where the words are, in pieces of plain text", async () => {
    await says("<b>Hola</b> ¿llegó la encomienda de <i>Ushuaia</i>?");
    const [hit] = (await search(org.owner.scope, { query: "encomienda ushu" })).messages;
    expect(hit?.snippet.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual([
      "encomienda",
      "Ushuaia",
    ]);
    expect(hit?.snippet.map((piece) => piece.text).join("")).toContain("<b>Hola</b>");
  });

  test("pages lead through all that fits, each once", async () => {
    for (let n = 0; n < 7; n++) await says(`Lavandina ${n}`);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof searchMessages>> = await searchMessages(org.owner.scope, {
        query: "lavandina",
        among: "messages",
        limit: 3,
        cursor,
      });
      seen.push(...page.hits.map((hit) => hit.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
  });
});

describe("people", () => {
  test.each([
    ["Gonzalo Rodríguez", ["gonzalo", "rodri", "RODRÍGUEZ gon", "rodrigez", "gonsalo rodriguez"]],
    ["María José O'Brien", ["maria jose", "brien", "o'brien", "mario jose"]],
  ])("%s", async (name, queries) => {
    const { contactId } = await says("Hola");
    await rename(contactId, name);
    for (const query of queries) {
      const { contacts } = await search(org.owner.scope, { query });
      expect([query, contacts.map((hit) => hit.contactName)]).toEqual([
        query,
        expect.arrayContaining([name]),
      ]);
    }
    expect((await search(org.owner.scope, { query: "zulema" })).contacts).toEqual([]);
  });

  test("by part of a number, however it is written, and the part is marked", async () => {
    const { contactId, identityId } = await says("Hola", "5491144445555");
    await inOrg(
      org.owner.scope,
      (s) => s.sql`update identities set value = '541144445555' where id = ${identityId}`,
    );
    for (const query of ["4444", "4444-5555", "11 4444", "+54 9 11 4444 5555", "+54 11 4444", "(011) 4444"]) {
      const { contacts } = await search(org.owner.scope, { query });
      expect([query, contacts.map((hit) => hit.contactId)]).toEqual([query, [contactId]]);
    }
    const [hit] = (await search(org.owner.scope, { query: "44445" })).contacts;
    expect(hit?.addressMarked.find((piece) => piece.hit)?.text.replace(/\D/g, "")).toBe("44445");
    expect((await search(org.owner.scope, { query: "98127364" })).contacts).toEqual([]);
  });

  test("by username and by mail", async () => {
    const { contactId } = await says("Hola");
    await inOrg(org.owner.scope, async (s) => {
      await s.sql`insert into identities (id, contact_id, kind, value, address, username)
        values (gen_random_uuid(), ${contactId}, 'email', 'z.quiroga@correo.example', 'z.quiroga@correo.example', null),
          (gen_random_uuid(), ${contactId}, 'scoped', 'AR.99', 'AR.99', 'la.zule')`;
    });
    for (const query of ["quiroga", "z.quiroga@correo", "la.zule", "zule"])
      expect((await search(org.owner.scope, { query })).contacts.map((hit) => hit.contactId)).toEqual([
        contactId,
      ]);
  });
});

test("files are found by their names", async () => {
  const { messageId, conversationId } = await says("Va el archivo");
  const attachment = crypto.randomUUID();
  await inOrg(
    org.owner.scope,
    (s) => s.sql`
    insert into attachments (id, message_id, channel_account_id, mime, name, state)
    values (${attachment}, ${messageId}, ${number}, 'application/pdf', 'Presupuesto_Núñez-v2.pdf', 'ready')`,
  );
  const { files } = await search(org.owner.scope, { query: "presupuesto nunez" });
  expect(files).toMatchObject([{ id: messageId, conversationId, file: { id: attachment } }]);
  expect((await search(other.owner.scope, { query: "presupuesto nunez" })).files).toEqual([]);
});

describe("a member finds what they may read", () => {
  const secret = "Ornitorrinco";
  let theirs: Awaited<ReturnType<typeof says>>;
  let agent: TestMember;

  beforeAll(async () => {
    const team = (await createOrganization()).teamId;
    agent = await createMember(org, "agent", { teamIds: [] });
    theirs = await says(secret, "5491177770000");
    await note(org.owner.scope, { ...noteOn(theirs), body: `Nota sobre el ${secret}` });
    await rename(theirs.contactId, "Ornella Secretísima");
    await inOrg(org.owner.scope, async (s) => {
      await s.sql`insert into teams (id, name) values (${team}, 'Reservado')`;
      await s.sql`update conversations set team_id = ${team}, assignee_id = ${org.owner.memberId} where id = ${theirs.conversationId}`;
      await s.sql`insert into attachments (id, message_id, channel_account_id, mime, name, state)
        values (gen_random_uuid(), ${theirs.messageId}, ${number}, 'application/pdf', 'ornitorrinco.pdf', 'ready')`;
    });
  });

  test.each([secret, "ornella", "77770000", "ornitorrinco.pdf"])(
    "%s: who sees all, not who does not",
    async (query) => {
      const nothing = { contacts: [], conversations: [], messages: [], files: [] };
      expect(await search(org.owner.scope, { query })).not.toEqual(nothing);
      expect(await search(agent.scope, { query })).toEqual(nothing);
      expect(await search(other.owner.scope, { query })).toEqual(nothing);
      for (const scope of [agent.scope, other.owner.scope]) {
        expect(await searchPeople(scope, { query })).toEqual({ contacts: [], conversations: [] });
        for (const among of ["messages", "notes", "files"] as const)
          expect((await searchMessages(scope, { query, among, limit: 40 })).hits).toEqual([]);
      }
    },
  );

  test("nor within the conversation, nor by its calendar, nor by a permalink", async () => {
    const { conversationId, messageId } = theirs;
    for (const scope of [agent.scope, other.owner.scope]) {
      const asked = [
        () => searchThread(scope, { conversationId, query: secret }),
        () => messageOn(scope, { conversationId, day: "2026-01-01" }),
        () => readThread(scope, { conversationId, around: messageId, limit: 50 }),
      ];
      for (const ask of asked) await expect(ask()).rejects.toThrow(DomainError);
    }
  });

  test("the functions take the organization from the transaction alone", async () => {
    const ask = (organization: string | null) =>
      app.begin(async (tx) => {
        if (organization !== null) await tx`select set_config('app.org_id', ${organization}, true)`;
        const args = tx`null::uuid, 50, true, ${org.owner.memberId}::uuid, '{}'::uuid[]`;
        const [messages] = await tx`select ids from search_messages(array['ornitorrinco'], ${args})`;
        const [notes] = await tx`select ids from search_notes(array['ornitorrinco'], ${args})`;
        const [files] = await tx`select ids from search_files(array['ornitorrinco'], ${args})`;
        const people = await tx`
          select * from search_people(array['ornella'], '77770000', 50, true, ${org.owner.memberId}::uuid, '{}'::uuid[])`;
        return [messages?.ids.length, notes?.ids.length, files?.ids.length, people.length];
      });
    expect(await ask(org.orgId)).toEqual([2, 1, 1, 1]);
    for (const organization of [other.orgId, "", null]) expect(await ask(organization)).toEqual([0, 0, 0, 0]);
  });
});

describe("within one conversation", () => {
  test("its messages by words, newest first; a day's first message; the thread around one", async () => {
    const phone = "5491188889999";
    const { conversationId } = await says("zanahoria 0", phone);
    for (let n = 1; n < 30; n++) await says(n % 10 === 0 ? `zanahoria ${n}` : `mensaje ${n}`, phone);
    const hits = await searchThread(org.owner.scope, { conversationId, query: "zanahorias" });
    expect(hits.map((hit) => hit.seq)).toEqual([21, 11, 1]);
    const around = { conversationId, around: hits[1]?.id, limit: 10 };
    const page = await readThread(org.owner.scope, around);
    expect(page.messages.map((m) => m.seq)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
    expect([page.before, page.after]).toEqual([7, 16]);
    const below = await readThread(org.owner.scope, { ...around, cursor: { after: 16 }, limit: 50 });
    expect([below.messages[0]?.seq, below.before, below.after]).toEqual([17, 17, null]);
    const above = await readThread(org.owner.scope, { ...around, cursor: 7 });
    expect([above.messages.map((m) => m.seq), above.before, above.after]).toEqual([
      [1, 2, 3, 4, 5, 6],
      null,
      6,
    ]);
    const first = await messageOn(org.owner.scope, { conversationId, day: "2020-01-01" });
    expect(first?.id).toBe(hits[2]?.id);
    expect(below.unread?.id).toBe(hits[2]?.id);
    await markSeen(org.owner.scope, { conversationId, seq: 20 });
    const later = await readThread(org.owner.scope, { conversationId, limit: 1 });
    expect(later.unread).toEqual({ id: hits[0]?.id, seq: 21 });
    await markSeen(org.owner.scope, { conversationId, seq: 30 });
    expect((await readThread(org.owner.scope, { conversationId, limit: 1 })).unread).toBeNull();
    const future = await messageOn(org.owner.scope, { conversationId, day: "2999-01-01" });
    expect(future?.id).toBe(
      (await readThread(org.owner.scope, { conversationId, limit: 1 })).messages[0]?.id,
    );
  });
});
