import { beforeAll, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { receive } from "@/server/conversations/receive";
import { scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { findRecipient } from "../find-recipient";
import { addIdentity } from "../identities/add-identity";
import { createIdentifier } from "../identities/create-identifier";
import { merge } from "./merge";
import { mergeContacts } from "./merge-contacts";
import { comparePair, identityCard, proposalList } from "./queries";
import { unmerge } from "./unmerge";

withDatabase();

let org: TestOrganization;
beforeAll(async () => {
  org = await createOrganization();
});

/** Everything of some contacts that a merge may touch, as rows of text. */
async function stateOf(contactIds: string[]) {
  return inOrg(org.owner.scope, async ({ sql, orgId }) => ({
    contacts: await sql`select id, name, country, executive_id, attributes, merged_into from contacts
      where org_id = ${orgId} and id = any(${contactIds}::uuid[]) order by id`,
    identities:
      await sql`select id, contact_id, value from identities where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]) order by id`,
    windows:
      await sql`select contact_id, channel_account_id, identity_id, last_inbound_at, service_expires_at, entry_expires_at from windows
      where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]) order by channel_account_id, contact_id`,
    conversations:
      await sql`select id, contact_id, identity_id, state, close_reason, awaiting_since, window_expires_at, missed, unread
      from conversations where org_id = ${orgId} and contact_id = any(${contactIds}::uuid[]) order by id`,
    consents:
      await sql`select s.id, s.state, i.contact_id from consents s join identities i on i.org_id = s.org_id and i.id = s.identity_id
      where s.org_id = ${orgId} and i.contact_id = any(${contactIds}::uuid[]) order by s.id`,
  }));
}

async function twoOnOneNumber() {
  const { channelAccountId } = await createNumber(org);
  const first = await createConversation(org, { channelAccountId });
  const second = await createConversation(org, { channelAccountId });
  return { channelAccountId, first, second, ids: [first.contactId, second.contactId] };
}

async function mergeSeen(keptId: string, mergedId: string) {
  const { version } = await comparePair(org.owner.scope, { firstId: keptId, secondId: mergedId });
  return merge(org.owner.scope, { keptId, mergedId, choice: {}, seen: version });
}

async function says(channelAccountId: string, phone: string, body: string) {
  await inOrg(await scopeForSystem(org.orgId, "test"), async (s) =>
    receive(s, [
      {
        channelAccountId,
        windowHours: 24,
        message: {
          type: "message",
          providerId: `wamid.${body}.${phone}`,
          from: { addresses: [{ kind: "phone", value: phone, address: `+${phone}` }] },
          content: { type: "text", body },
          occurredAt: s.now,
        },
      },
    ]),
  );
}

async function phoneOf(contactId: string): Promise<string> {
  const [row] = await inOrg(
    org.owner.scope,
    ({ sql, orgId }) => sql<{ value: string }[]>`
      select value from identities where org_id = ${orgId} and contact_id = ${contactId} and kind = 'phone'`,
  );
  return row?.value ?? "";
}

describe("a merge that is undone", () => {
  test("leaves threads, windows, consents and fields as they were", async () => {
    const { ids, first, second } = await twoOnOneNumber();
    const elsewhere = await createConversation(org, { phone: await phoneOf(second.contactId) });
    expect(elsewhere.contactId).toBe(second.contactId);
    const before = await stateOf(ids);
    const { mergeId } = await mergeSeen(first.contactId, second.contactId);
    const merged = await stateOf([first.contactId]);
    expect(merged.identities).toHaveLength(2);
    expect(merged.conversations).toHaveLength(3);
    expect(merged.conversations.filter((c) => c.state === "open")).toHaveLength(2);
    expect(merged.windows).toHaveLength(2);
    const result = await unmerge(org.owner.scope, { mergeId });
    expect(result).toEqual({ keptId: first.contactId, mergedId: second.contactId });
    expect(await stateOf(ids)).toEqual(before);
  });

  test("gives what was said since to whose address said it", async () => {
    const { ids, first, second, channelAccountId } = await twoOnOneNumber();
    const { mergeId } = await mergeSeen(first.contactId, second.contactId);
    const phone = await phoneOf(first.contactId);
    await says(channelAccountId, phone, `since ${mergeId}`);
    await unmerge(org.owner.scope, { mergeId });
    const after = await stateOf(ids);
    const open = after.conversations.filter((c) => c.state === "open");
    expect(open.map((c) => [c.id, c.contact_id]).sort()).toEqual(
      [
        [first.conversationId, first.contactId],
        [second.conversationId, second.contactId],
      ].sort(),
    );
    for (const conversation of after.conversations) {
      const own = after.identities.find((i) => i.id === conversation.identity_id);
      expect(own?.contact_id).toBe(conversation.contact_id);
    }
    for (const window of after.windows) {
      const own = after.identities.find((i) => i.id === window.identity_id);
      expect(own?.contact_id).toBe(window.contact_id);
    }
  });

  test("is refused a second time, and after its days", async () => {
    const { first, second } = await twoOnOneNumber();
    const { mergeId } = await mergeSeen(first.contactId, second.contactId);
    await unmerge(org.owner.scope, { mergeId });
    await expect(unmerge(org.owner.scope, { mergeId })).rejects.toMatchObject({ code: "CONFLICT" });
    const again = await mergeSeen(first.contactId, second.contactId);
    await inOrg(
      org.owner.scope,
      ({ sql }) => sql`
      update contact_merges set created_at = created_at - interval '31 days' where id = ${again.mergeId}`,
    );
    await expect(unmerge(org.owner.scope, again)).rejects.toMatchObject({ details: { what: "undo-over" } });
    expect((await identityCard(org.owner.scope, { contactId: first.contactId })).merges).toEqual([]);
  });

  test("may lie under another: each returns what it brought", async () => {
    const [a, b, c] = await Promise.all([0, 1, 2].map(() => createConversation(org)));
    if (!a || !b || !c) throw new Error("Three were made");
    const ids = [a.contactId, b.contactId, c.contactId];
    const before = await stateOf(ids);
    const one = await mergeSeen(b.contactId, c.contactId);
    const two = await mergeSeen(a.contactId, b.contactId);
    const to = await inOrg(org.owner.scope, (s) =>
      findRecipient(s, { contactId: c.contactId }, { country: null, channelAccountId: null }),
    );
    expect(to.contactId).toBe(a.contactId);
    expect(await unmerge(org.owner.scope, one)).toEqual({ keptId: a.contactId, mergedId: c.contactId });
    await unmerge(org.owner.scope, two);
    expect(await stateOf(ids)).toEqual(before);
  });
});

describe("two merges of one contact at once", () => {
  test("the second is asked again", async () => {
    const [a, b, c] = await Promise.all([0, 1, 2].map(() => createConversation(org)));
    if (!a || !b || !c) throw new Error("Three were made");
    const seen = async (first: string, second: string) =>
      (await comparePair(org.owner.scope, { firstId: first, secondId: second })).version;
    const [ab, cb] = await Promise.all([seen(a.contactId, b.contactId), seen(c.contactId, b.contactId)]);
    const settled = await Promise.allSettled([
      merge(org.owner.scope, { keptId: a.contactId, mergedId: b.contactId, choice: {}, seen: ab }),
      merge(org.owner.scope, { keptId: c.contactId, mergedId: b.contactId, choice: {}, seen: cb }),
    ]);
    expect(settled.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = settled.find((one) => one.status === "rejected");
    expect(refused?.reason).toMatchObject({ code: "CONFLICT", details: { what: "contact-changed" } });
  });

  test("what changed in either is looked at again before they are one", async () => {
    const { first, second } = await twoOnOneNumber();
    const { version } = await comparePair(org.owner.scope, {
      firstId: first.contactId,
      secondId: second.contactId,
    });
    await inOrg(
      org.owner.scope,
      ({ sql }) => sql`update contacts set name = 'Otra' where id = ${second.contactId}`,
    );
    await expect(
      merge(org.owner.scope, {
        keptId: first.contactId,
        mergedId: second.contactId,
        choice: {},
        seen: version,
      }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
  });
});

test("a message that arrives while its contact is given up lands on the one kept", async () => {
  const { first, second, channelAccountId } = await twoOnOneNumber();
  const phone = await phoneOf(second.contactId);
  const system = await scopeForSystem(org.orgId, "test");
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const merging = inOrg(system, async (s) => {
    await mergeContacts(s, { keptId: first.contactId, mergedId: second.contactId, reason: "member" });
    await held;
  });
  const speaking = says(channelAccountId, phone, `during ${second.contactId}`);
  // It has looked the sender up, or waits for that: whichever, it may not write to the one given up.
  await new Promise((resolve) => setTimeout(resolve, 200));
  release();
  await merging;
  const refused = await speaking.then(
    () => null,
    (error) => error,
  );
  if (refused) expect(refused).toMatchObject({ code: "40001" });
  const left = await stateOf([second.contactId]);
  expect(left.conversations).toEqual([]);
  expect(left.windows).toEqual([]);
});

describe("an address that another contact has", () => {
  test("is proposed once, or makes them one, as its identifier says", async () => {
    const asked = await createIdentifier(org.owner.scope, { label: "Número de cliente", onMatch: "propose" });
    const sure = await createIdentifier(org.owner.scope, { label: "CUIT", onMatch: "merge" });
    const [a, b] = await Promise.all([createConversation(org), createConversation(org)]);
    const add = (contactId: string, identifier: string, value: string) =>
      addIdentity(org.owner.scope, { contactId, kind: "external", identifier, value });
    expect(await add(a.contactId, asked.key, "AB-1")).toMatchObject({ outcome: "added" });
    expect(await add(a.contactId, asked.key, "ab 1")).toMatchObject({ outcome: "known" });
    for (let n = 0; n < 2; n++)
      expect(await add(b.contactId, asked.key, "ab1")).toEqual({ outcome: "taken", contactId: a.contactId });
    const { proposals } = await proposalList(org.owner.scope, {});
    expect(proposals.filter((p) => p.shared === asked.key)).toHaveLength(1);
    expect((await identityCard(org.owner.scope, { contactId: b.contactId })).proposals).toMatchObject([
      { contactId: a.contactId, label: "Número de cliente" },
    ]);
    await add(a.contactId, sure.key, "30-12345678-9");
    expect(await add(b.contactId, sure.key, "30123456789")).toEqual({
      outcome: "merged",
      contactId: a.contactId,
    });
    expect((await identityCard(org.owner.scope, { contactId: a.contactId })).merges).toMatchObject([
      { reason: "identity" },
    ]);
    expect((await proposalList(org.owner.scope, {})).proposals.filter((p) => p.shared === asked.key)).toEqual(
      [],
    );
  });
});
