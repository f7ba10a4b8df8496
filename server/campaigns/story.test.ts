import { afterAll, expect, test, vi } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { sandbox } from "@/server/channels/provision";
import { phoneKey } from "@/server/contacts/rules/phone";
import { close } from "@/server/conversations/close";
import { type BankServer, startBank } from "@/server/local/bank/server";
import { afterClosed, reactionsSettled } from "@/server/reactions";
import { scopeForSystem } from "@/server/scope";
import { createBankConnector } from "@/server/testing/connector-source";
import { contactability } from "./contactability-queries";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { sendSlice } from "./send-slice";
import { campaignWorld } from "./test-world";

/*
 * The brochure's story: a thousand owe, 37 of them pay while the reminder goes out, and nobody who was read as paid gets one; an answer
 * reaches the collections team, a promise to pay is a result, and the report says what the database and the carrier's log say.
 */

const debtors = 1_000;
const payers = 37;
let bank: BankServer;
const world = campaignWorld(async () => {
  bank = await startBank({ port: 0, key: "key" });
  return { EGRESS_ALLOW: new URL(bank.url).host };
});
afterAll(() => bank.close());

const tell = (act: string, body: object) =>
  fetch(`${bank.url}/admin/${act}`, {
    method: "POST",
    headers: { "x-api-key": "key" },
    body: JSON.stringify(body),
  });

test("who pays while it goes out gets no reminder", { timeout: 180_000 }, async () => {
  const { org, people, draft, prepare, query, numberId, externalId, taken, templateId } = world();
  await tell("debtors", { count: debtors });
  await createBankConnector(org, { url: bank.url, key: "key" });
  const ids = await people(debtors);
  // As the bank keeps them, in the same order.
  const phones = ids.map((_, n) => `549117${String(n).padStart(7, "0")}`);
  await inOrg(
    org.owner.scope,
    ({ sql }) => sql`
      update identities i set value = x.key, address = x.phone
      from unnest(${ids}::uuid[], ${phones}::text[], ${phones.map((phone) => phoneKey(phone) ?? "")}::text[]) x(id, phone, key)
      where i.contact_id = x.id`,
  );
  const teamId = newId();
  const reasonId = newId();
  await query(`insert into teams (id, name) values ('${teamId}', 'Cobranzas')`);
  await query(`insert into close_reasons (id, name) values ('${reasonId}', 'Promesa de pago')`);
  const owes = {
    kind: "object",
    typeKey: "product",
    where: [{ key: "debt", type: "money", test: { is: "more", value: 0 } }],
  };
  const condition = { match: "all", conditions: [{ ...owes, objects: { is: "any" } }] };
  const campaignId = newId();
  const given = draft({
    audience: { kind: "contacts", contactIds: ids },
    check: { condition, seconds: 20, words: "Pagó" },
    budgetMicros: String(26_000 * debtors),
    conversion: { kind: "close-reason", closeReasonId: reasonId },
    teamId,
    // What nobody knows of anybody before the bank is asked.
    variants: [
      {
        templateId,
        values: {
          "1": { from: "object", typeKey: "product", column: "debt", take: "sum", by: null, fallback: null },
        },
      },
    ],
  });
  const scope = await scopeForSystem(org.orgId, "campaigns");
  await createCampaign(org.owner.scope, {
    clientCampaignId: campaignId,
    name: "Recordatorio de deuda",
    draft: given,
  });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  const find = () => findCampaign(org.owner.scope, { campaignId });
  const sending = (async () => {
    while ((await sendSlice(scope, numberId, 15_000)) === "more");
  })();

  // While it goes out, 37 of those whose turn has not come pay.
  await vi.waitFor(async () => expect((await find()).funnel.handed).toBeGreaterThan(100), {
    timeout: 60_000,
  });
  const late = await query<{ contact_id: string; phone: string }>(`
    select r.contact_id, i.address as phone from campaign_recipients r join identities i on i.id = r.identity_id
    where r.campaign_id = '${campaignId}' and r.state = 'planned' order by r.place desc limit ${payers}`);
  const paidAt = Date.now();
  for (const { phone } of late) {
    const taxId = String(30_000_000 + Number(phone.slice(6)));
    expect((await tell("paid", { taxId, productId: `L${taxId}` })).status).toBe(200);
  }
  await sending;
  await vi.waitFor(async () => expect((await find()).funnel.delivered).toBe(debtors - payers), {
    timeout: 60_000,
  });

  const done = await find();
  expect(done).toMatchObject({
    state: "finished",
    funnel: { all: debtors, skipped: payers, handed: debtors - payers, failed: 0, unknown: 0 },
    spentMicros: String(26_000 * (debtors - payers)),
    committedMicros: String(26_000 * (debtors - payers)),
  });
  expect(done.funnel.leftOut).toEqual([{ reason: "no-longer", recipients: payers }]);
  const log = taken();
  const reached = new Set(log.map(({ to }) => to));
  expect([log.length, reached.size]).toEqual([debtors - payers, debtors - payers]);
  expect(phones.filter((phone) => !reached.has(phone)).sort()).toEqual(late.map(({ phone }) => phone).sort());
  const skipped = await query<{ contact_id: string; detail: string }>(
    `select contact_id, detail from campaign_recipients where campaign_id = '${campaignId}' and reason = 'no-longer'`,
  );
  expect(skipped.map((row) => row.contact_id).sort()).toEqual(late.map((row) => row.contact_id).sort());
  for (const { detail } of skipped) expect(Date.parse(detail)).toBeGreaterThanOrEqual(paidAt - 1_000);

  const [said] = await query<{ body: string }>(
    `select content ->> 'body' as body from messages where campaign_id = '${campaignId}' limit 1`,
  );
  expect(said?.body).toMatch(/^Hola US\$\s[\d.]+,\d\d, /);

  // One answers, promises, and the agent closes with that.
  const phone = log[0]?.to ?? "";
  await sandbox().inbound(externalId, {
    customer: { phone: `+${phone}`, country: "AR" },
    message: { type: "text", text: { body: "Pago el viernes" } },
  });
  await vi.waitFor(async () => expect((await find()).funnel.replied).toBe(1), { timeout: 20_000 });
  await reactionsSettled();
  const [conversation] = await query<{ id: string; state: string; team_id: string }>(`
    select c.id, c.state, w.team_id from conversations c join work_items w on w.conversation_id = c.id
    where c.campaign_id = '${campaignId}' and c.state = 'open'`);
  expect(conversation).toMatchObject({ state: "open", team_id: teamId });
  await close(org.owner.scope, { conversationIds: [conversation?.id ?? ""], reasonId }, (closed) =>
    afterClosed(org.owner.scope.orgId, closed),
  );
  expect((await find()).funnel).toMatchObject({ replied: 1, converted: 1 });

  const report = await contactability(org.owner.scope, { days: 1 });
  const reachedAll = { handed: log.length, reached24: log.length, answered24: 1, answered48: 1 };
  expect(report.campaigns).toMatchObject([{ id: campaignId, ...reachedAll }]);
  expect(report.hours.reduce((sum, hour) => sum + hour.handed, 0)).toBe(log.length);

  const [ledger] = await query<{ hsm: number; micros: string }>(`
    select count(distinct e.id)::int as hsm, sum(c.micros)::text as micros from usage_events e join charges c on c.usage_event_id = e.id
    where e.campaign_id = '${campaignId}' and e.kind = 'HSM'`);
  expect(ledger).toEqual({ hsm: log.length, micros: done.spentMicros });
});
