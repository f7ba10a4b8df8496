import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createAttribute } from "@/server/contacts/create-attribute";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { recordStatus } from "@/server/conversations/record-status";
import { scopeForSystem } from "@/server/scope";
import { attributeClick } from "./attribute-click";
import { attributeClosings } from "./attribute-closings";
import { attributeEvents } from "./attribute-events";
import { attributeReplies } from "./attribute-replies";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { readWork } from "./read-work";
import { sweepAnswers } from "./sweep-answers";
import { campaignWorld, paid } from "./test-world";

/* What counts as a campaign's result where the carrier says afterwards that the message did not arrive. */

const world = campaignWorld();
const system = () => scopeForSystem(world().org.orgId, "campaigns");
beforeAll(async () => {
  await createAttribute(world().org.owner.scope, { label: "Deuda", type: "number", choices: [] });
});

interface Sent {
  campaignId: string;
  contactId: string;
  messageId: string;
  providerId: string;
}

/** A message of a campaign to one person, which the carrier took and says nothing more of. */
async function sent(conversion: object): Promise<Sent> {
  const { org, people, draft, prepare, numberId, externalId } = world();
  const campaignId = newId();
  const [contactId = ""] = await people(1, { attributes: () => ({ deuda: 900 }) });
  const given = draft({ audience: { kind: "contacts", contactIds: [contactId] }, conversion });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Cuotas", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  const providerId = `wamid.${newId()}`;
  const messageId = await inOrg(await system(), async (s) => {
    const work = await readWork(s, campaignId);
    if (!work) throw new Error("No campaign");
    const [claimed] = (await claimRecipients(s, work, account, 1)).placed;
    if (!claimed) throw new Error("Nobody was claimed");
    await recordHandOvers(s, [{ claimed, outcome: { outcome: "accepted", providerId } }]);
    return claimed.messageId;
  });
  return { campaignId, contactId, messageId, providerId };
}

const says = async ({ messageId, providerId }: Sent, state: "failed" | "delivered") =>
  inOrg(await system(), (s) =>
    recordStatus(s, [
      {
        channelAccountId: world().numberId,
        status: {
          ...{ type: "status", providerId, messageId, state, occurredAt: new Date() },
          ...(state === "failed" && { failure: { code: "131026" } }),
        },
      },
    ]),
  );

/** The customer writes; `quoting` the campaign's message or simply into the conversation. */
async function writes({ contactId, providerId }: Sent, quoting = false): Promise<void> {
  await attributeReplies(await system(), await world().hear(contactId, quoting ? providerId : undefined));
}

/** The counts of the report, which are the rows' own. */
async function counted({ campaignId }: Sent) {
  const { funnel } = await findCampaign(world().org.owner.scope, { campaignId });
  const rows = await world().query(`
    select count(replied_at)::int as replied, count(clicked_at)::int as clicked, count(converted_at)::int as converted
    from campaign_recipients where campaign_id = '${campaignId}'`);
  const { replied, clicked, converted } = funnel;
  expect([{ replied, clicked, converted }]).toEqual(rows);
  return [replied, clicked, converted];
}

const look = async () => attributeEvents(await system());
const pays = async ({ contactId }: Sent) => {
  await world().query(`update contacts set attributes = '{"deuda": 0}' where id = '${contactId}'`);
  await look();
};
test("who paid is no result of a message that failed afterwards, and is one again where it arrived after all", async () => {
  const one = await sent(paid);
  await pays(one);
  expect(await counted(one)).toEqual([0, 0, 1]);
  await says(one, "failed");
  expect(await counted(one)).toEqual([0, 0, 0]);
  await look();
  expect(await counted(one)).toEqual([0, 0, 0]);
  await says(one, "delivered");
  await look();
  expect(await counted(one)).toEqual([0, 0, 1]);
});

test("what is written into the conversation answers no message that failed, before as well as after", async () => {
  const [before, after] = [await sent({ kind: "reply" }), await sent({ kind: "reply" })];
  await writes(before);
  expect(await counted(before)).toEqual([1, 0, 1]);
  for (const one of [before, after]) await says(one, "failed");
  await writes(after);
  expect([await counted(before), await counted(after)]).toEqual([
    [0, 0, 0],
    [0, 0, 0],
  ]);
  for (const one of [before, after]) await says(one, "delivered");
  await world().query(`update campaign_answers set at = at - interval '2 minutes'`);
  await sweepAnswers(await system());
  expect([await counted(before), await counted(after)]).toEqual([
    [1, 0, 1],
    [1, 0, 1],
  ]);
});

test("what answers an earlier message of a campaign is its answer, where the last one failed", async () => {
  const first = await sent({ kind: "reply" });
  const last = await sent({ kind: "reply" });
  const { query } = world();
  const [there] = await query<{ id: string }>(
    `select conversation_id as id from messages where id = '${first.messageId}'`,
  );
  await query(`update messages set conversation_id = '${there?.id}', contact_id = '${first.contactId}', seq = seq + 1
    where id = '${last.messageId}'`);
  await query(`update conversations set last_seq = last_seq + 1 where id = '${there?.id}'`);
  await says(last, "failed");
  await writes(first);
  expect([await counted(first), await counted(last)]).toEqual([
    [1, 0, 1],
    [0, 0, 0],
  ]);
});

test("who answers that very message, or follows its link, has got it, whatever the carrier says", async () => {
  const [quoted, followed] = [await sent({ kind: "reply" }), await sent(paid)];
  await writes(quoted, true);
  await pays(followed);
  await inOrg(await system(), (s) =>
    attributeClick(s, {
      ...{ messageId: followed.messageId, campaignId: followed.campaignId, templateId: null },
      ...{ button: 0, label: "Pagar", url: "https://pagos.example/", destination: "https://pagos.example/" },
    }),
  );
  for (const one of [quoted, followed]) await says(one, "failed");
  expect([await counted(quoted), await counted(followed)]).toEqual([
    [1, 0, 1],
    [0, 1, 1],
  ]);
});

test("a conversation that ends as wanted is a result of a message that arrived alone", async () => {
  const reasonId = newId();
  const { query } = world();
  await query(`insert into close_reasons (id, name) values ('${reasonId}', 'Promesa de pago')`);
  const conversion = { kind: "close-reason", closeReasonId: reasonId };
  const all = [await sent(conversion), await sent(conversion), await sent(conversion)];
  const [failed, failing, quoted] = all;
  if (!failed || !failing || !quoted) throw new Error("Three were to be sent");
  await says(failed, "failed");
  await says(quoted, "failed");
  for (const one of all) await writes(one, one === quoted);
  const ids = all.map(({ contactId }) => contactId).join(",");
  const closed = await query<{ id: string }>(`
    update conversations set state = 'closed', closed_at = now(), close_reason_id = '${reasonId}'
    where contact_id = any('{${ids}}') returning id`);
  await attributeClosings(
    await system(),
    closed.map(({ id }) => id),
  );
  expect(await Promise.all(all.map(counted))).toEqual([
    [0, 0, 0],
    [1, 0, 1],
    [1, 0, 1],
  ]);
  await says(failing, "failed");
  expect(await counted(failing)).toEqual([0, 0, 0]);
});
