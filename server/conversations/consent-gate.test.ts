import { beforeEach, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { claimNext } from "./claim-next";
import { enqueue } from "./enqueue";
import { lockConversation } from "./lock-conversation";

withDatabase();
let org: TestOrganization;
let talk: Awaited<ReturnType<typeof createConversation>>;
beforeEach(async () => {
  org = await createOrganization();
  talk = await createConversation(org);
});

async function queue(category: string, templateId = newId()): Promise<string> {
  return inOrg(org.owner.scope, async (s) => {
    const { messageId } = await enqueue(s, await lockConversation(s, talk.conversationId), {
      content: {
        type: "template",
        templateId,
        name: "oferta",
        language: "es",
        category,
        body: "Hoy",
        buttons: [],
        values: {},
      },
      ...{ origin: "campaign", authorId: null, clientMessageId: newId(), replyToProviderId: null },
    });
    return messageId;
  });
}

const say = (purpose: string, state: "in" | "out") =>
  inOrg(org.owner.scope, (s) =>
    recordConsents(s, [
      {
        ...{ identityId: talk.identityId, channel: "any", purpose, state, source: "form", evidence: {} },
        occurredAt: new Date(),
      },
    ]),
  );
const claim = () => inOrg(org.owner.scope, (s) => claimNext(s, talk.conversationId));
/** What a path that forgot to ask would do. */
const force = (messageId: string) =>
  inOrg(
    org.owner.scope,
    (s) =>
      s.sql`update deliveries set state = 'claimed', attempts = attempts + 1 where message_id = ${messageId}`,
  );
const refused = { code: "23514" };

describe("a promotion", () => {
  test("is refused by the database whatever claims it, until there is a yes", async () => {
    const messageId = await queue("MARKETING");
    await expect(force(messageId)).rejects.toMatchObject(refused);
    await say("marketing", "in");
    await force(messageId);
  });

  test("that was claimed and is tried again is refused once the yes was taken back", async () => {
    const messageId = await queue("MARKETING");
    await say("marketing", "in");
    await force(messageId);
    await say("marketing", "out");
    await expect(force(messageId)).rejects.toMatchObject(refused);
  });

  test("is one also where the carrier made it one after it was queued", async () => {
    const templateId = newId();
    const messageId = await queue("UTILITY", templateId);
    await inOrg(
      org.owner.scope,
      (s) => s.sql`
        insert into templates (id, connection_id, external_id, name, language, category, status, components, synced_at)
        select ${templateId}, connection_id, 'x', 'oferta', 'es', 'MARKETING', 'APPROVED', '[]', now()
        from channel_accounts where id = ${talk.channelAccountId}`,
    );
    await expect(force(messageId)).rejects.toMatchObject(refused);
  });

  test("is rejected where it is claimed properly, and does not keep what follows from leaving", async () => {
    const messageId = await queue("MARKETING");
    const next = await queue("UTILITY");
    expect(await claim()).toMatchObject({ messageId, refusal: { outcome: "rejected", code: "no-consent" } });
    expect(await claim()).toMatchObject({ messageId: next, refusal: null });
    const [row] = await inOrg(
      org.owner.scope,
      (s) => s.sql`select state, failure from deliveries where message_id = ${messageId}`,
    );
    expect(row).toEqual({ state: "rejected", failure: { code: "no-consent" } });
  });
});

describe("a service message", () => {
  test("leaves to who wrote first, and not once they refused even those", async () => {
    await queue("UTILITY");
    expect(await claim()).toMatchObject({ refusal: null });
    const messageId = await queue("AUTHENTICATION");
    await say("service", "out");
    await expect(force(messageId)).rejects.toMatchObject(refused);
  });
});
