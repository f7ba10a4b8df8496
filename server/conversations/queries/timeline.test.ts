import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { addNote } from "@/server/contacts/add-note";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { close } from "../close";
import { note } from "../note";
import { TIMELINE_KINDS } from "../rules/timeline-kinds";
import { readTimeline, type TimelineEntry } from "./timeline";

withDatabase();

let org: TestOrganization;
let outsider: TestMember;
let contactId: string;
const phone = "5491152637777";
const all = { kinds: [...TIMELINE_KINDS], limit: 60 };
const bodies = (entries: TimelineEntry[]) =>
  entries.map((e) => ("body" in e.content ? e.content.body : e.content.type));

beforeAll(async () => {
  org = await createOrganization();
  outsider = await createMember(org, "agent", { teamIds: [] });
  const first = await createConversation(org, { phone, text: "Hola" });
  contactId = first.contactId;
  const { conversationId } = first;
  await note(org.owner.scope, { conversationId, clientMessageId: newId(), body: "Es de la obra social" });
  await close(org.owner.scope, { conversationIds: [conversationId] }, async () => {});
  await createConversation(org, { phone, text: "Por acá también" });
  await createConversation(org, { phone, channelAccountId: first.channelAccountId, text: "De nuevo" });
});

describe("a contact's timeline", () => {
  test("holds every conversation on every number, newest first, each with its number", async () => {
    const { entries, conversations } = await readTimeline(org.owner.scope, { contactId, ...all });
    expect(bodies(entries)).toEqual(["De nuevo", "Por acá también", "event", "Es de la obra social", "Hola"]);
    expect(conversations).toHaveLength(3);
    expect(new Set(conversations.map((c) => c.account.id)).size).toBe(2);
    expect(conversations.filter((c) => c.closedAt)).toHaveLength(1);
  });

  test("is narrowed to a kind, and read in pages without a gap or a repeat", async () => {
    const notes = await readTimeline(org.owner.scope, { contactId, ...all, kinds: ["notes"] });
    expect(bodies(notes.entries)).toEqual(["Es de la obra social"]);
    const read: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await readTimeline(org.owner.scope, { contactId, ...all, limit: 2, cursor });
      read.push(...page.entries.map((e) => e.id));
      cursor = page.next;
    } while (cursor);
    const whole = await readTimeline(org.owner.scope, { contactId, ...all });
    expect(read).toEqual(whole.entries.map((e) => e.id));
  });

  test("holds what was noted of the contact and agreed to, once each, on whichever page its time is", async () => {
    const clientNoteId = newId();
    await addNote(org.owner.scope, { contactId, clientNoteId, body: "Habla bajo" });
    const read: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await readTimeline(org.owner.scope, { contactId, ...all, limit: 2, cursor });
      read.push(...page.beside.map((one) => one.note?.body ?? one.consent?.source ?? ""));
      cursor = page.next;
    } while (cursor);
    const { beside } = await readTimeline(org.owner.scope, { contactId, ...all });
    expect(read).toEqual(beside.map((one) => one.note?.body ?? one.consent?.source));
    expect(read[0]).toBe("Habla bajo");
    expect(read).toContain("wrote-first");
    const agreed = await readTimeline(org.owner.scope, { contactId, ...all, kinds: ["consents"] });
    expect(agreed.entries).toEqual([]);
    expect(agreed.beside.every((one) => one.consent !== null)).toBe(true);
  });

  test("is narrowed to one number", async () => {
    const { conversations } = await readTimeline(org.owner.scope, { contactId, ...all });
    const channelAccountId = conversations[0]?.account.id;
    const one = await readTimeline(org.owner.scope, { contactId, ...all, channelAccountId });
    expect(new Set(one.conversations.map((c) => c.account.id))).toEqual(new Set([channelAccountId]));
    expect(one.beside).toEqual([]);
  });

  test("shows no more than the member may read", async () => {
    const seen = await readTimeline(outsider.scope, { contactId, ...all });
    expect(seen.entries).toEqual([]);
    await inOrg(
      org.owner.scope,
      (s) =>
        s.sql`update conversations set assignee_id = ${outsider.memberId} where contact_id = ${contactId} and closed_at is not null`,
    );
    const after = await readTimeline(outsider.scope, { contactId, ...all });
    expect(bodies(after.entries)).toEqual(["event", "Es de la obra social", "Hola"]);
  });

  test("is nobody else's", async () => {
    const other = await createOrganization();
    await expect(readTimeline(other.owner.scope, { contactId, ...all })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});
