import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow, asRows } from "@/db/rows";
import type { HandOver } from "@/server/channels/adapter";
import type { Placing } from "@/server/conversations/enqueue-many";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { recordStatus, type StatusReport } from "@/server/conversations/record-status";
import { marketOf } from "@/server/ledger/rules/market";
import { seededRandom } from "@/server/sandbox/faults";
import { claimRecipients } from "./claim-recipients";
import { foldDeltas } from "./fold-deltas";
import { readWork } from "./read-work";
import { campaignWorld } from "./test-world";

/*
 * Random campaigns with random budgets, claimed by two at once, whose messages are refused, lost, delivered, fail, arrive after all, and
 * are told of twice and in any order. Whatever happens, no campaign's charges, and nothing that is set aside, pass its budget.
 */

const world = campaignWorld();
const runs = 1_000;
const atOnce = 8;
/** Three countries, with three prices. */
const phones = ["54911", "5511", "52155"];
let people: { contact: string; identity: string; market: string }[] = [];

beforeAll(async () => {
  const { org } = world();
  const rows = Array.from({ length: 120 }, (_, n) => {
    const phone = `${phones[n % 3]}${String(60_000_000 + n)}`;
    return { id: newId(), identity: newId(), consent: newId(), phone, market: marketOf({ phone }) };
  });
  await inOrg(org.owner.scope, async ({ sql }) => {
    const x = sql`jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, identity uuid, consent uuid, phone text)`;
    await sql`insert into contacts (id, name) select x.id, 'Persona' from ${x}`;
    await sql`insert into identities (id, contact_id, kind, value, address) select x.identity, x.id, 'phone', x.phone, x.phone from ${x}`;
    await sql`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
      select x.consent, x.identity, 'any', 'service', 'in', 'import', now() - interval '1 day' from ${x}`;
  });
  people = rows.map((row) => ({ contact: row.id, identity: row.identity, market: row.market ?? "" }));
});

type Chance = () => number;
const below = (chance: Chance, most: number) => Math.floor(chance() * most);

async function found(chance: Chance): Promise<{ campaignId: string; budget: bigint }> {
  const { org, draft, numberId } = world();
  const campaignId = newId();
  const start = below(chance, people.length);
  const recipients = Array.from({ length: 1 + below(chance, 14) }, (_, n) => ({
    ...people[(start + n) % people.length],
    place: n,
  }));
  const budget = BigInt(1 + below(chance, 26_000 * recipients.length + 10_000));
  const given = draft({
    audience: { kind: "contacts", contactIds: [newId()] },
    budgetMicros: String(budget),
  });
  await inOrg(org.owner.scope, async ({ sql }) => {
    await sql`
      insert into campaigns (id, name, state, draft, created_by, created_at, updated_at, budget_micros)
      values (${campaignId}, 'Al azar', 'running', ${asRow(given)}::text::jsonb, ${org.owner.memberId}, now(), now(), ${String(budget)}::bigint)`;
    await sql`
      insert into campaign_recipients (campaign_id, contact_id, identity_id, channel_account_id, state, place, market, due_at)
      select ${campaignId}, x.contact, x.identity, ${numberId}, 'planned', x.place, x.market, now()
      from jsonb_to_recordset(${asRows(recipients)}::text::jsonb) as x(contact uuid, identity uuid, place int, market text)`;
  });
  return { campaignId, budget };
}

function outcomeOf(chance: Chance, id: string): HandOver {
  const at = chance();
  if (at < 0.15) return { outcome: "rejected", code: "131026" };
  if (at < 0.25) return { outcome: "unknown", detail: "severed" };
  return { outcome: "accepted", providerId: `wamid.${id}` };
}

/** What the carrier says of a message, some of it twice, in any order: it may fail and arrive all the same. */
function reportsOf(chance: Chance, { messageId, account }: Placing): StatusReport[] {
  const pricing = { type: "regular", category: "utility" };
  const say = (state: "sent" | "delivered" | "read" | "failed"): StatusReport => ({
    channelAccountId: account.id,
    status: {
      type: "status",
      providerId: `wamid.${messageId}`,
      messageId,
      state,
      occurredAt: new Date(),
      ...(state === "failed" ? { failure: { code: "131026" } } : { pricing }),
    },
  });
  const all = (["sent", "delivered", "read", "failed", "delivered"] as const)
    .filter(() => chance() < 0.6)
    .map(say);
  return all
    .map((one) => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

async function play(seed: number): Promise<void> {
  const { org, numberId, externalId } = world();
  const chance = seededRandom(seed);
  const { campaignId, budget } = await found(chance);
  const scope = org.owner.scope;
  const connectionId = newId();
  const account = { id: numberId, connectionId, channel: "whatsapp", externalId };
  const claim = async (most: number) =>
    inOrg(scope, async (s) => {
      const work = await readWork(s, campaignId);
      return work ? (await claimRecipients(s, work, account, most)).placed : [];
    });
  for (let round = 0; round < (seed % 4 === 0 ? 2 : 1); round++) {
    const placed = (await Promise.all([claim(1 + below(chance, 8)), claim(1 + below(chance, 8))])).flat();
    const outcomes = placed.map((claimed) => ({ claimed, outcome: outcomeOf(chance, claimed.messageId) }));
    await inOrg(scope, (s) => recordHandOvers(s, outcomes));
    const reports = outcomes
      .filter(({ outcome }) => outcome.outcome !== "rejected")
      .flatMap(({ claimed }) => reportsOf(chance, claimed));
    const half = below(chance, reports.length + 1);
    await inOrg(scope, (s) => recordStatus(s, reports.slice(0, half)));
    await inOrg(scope, (s) => recordStatus(s, reports.slice(half)));
    await inOrg(scope, async (s) => {
      const [row] = await s.sql<{ spent: string; committed: string }[]>`
        select (select coalesce(sum(c.micros), 0)::text from usage_events e join charges c on c.org_id = e.org_id and c.usage_event_id = e.id
            where e.org_id = ${s.orgId} and e.campaign_id = ${campaignId}) as spent,
          (g.committed_micros + coalesce((select sum(amount) from campaign_deltas d where d.org_id = g.org_id and d.campaign_id = g.id
            and d.key = 'committed'), 0))::text as committed
        from campaigns g where g.org_id = ${s.orgId} and g.id = ${campaignId}`;
      const [spent, committed] = [BigInt(row?.spent ?? -1), BigInt(row?.committed ?? -1)];
      expect(spent <= committed, `seed ${seed}: ${spent} spent, ${committed} set aside`).toBe(true);
      expect(committed <= budget, `seed ${seed}: ${committed} set aside of ${budget}`).toBe(true);
      await foldDeltas(s, campaignId);
    });
  }
}

test(`${runs} random campaigns never pass their budgets by a cent`, async () => {
  for (let first = 0; first < runs; first += atOnce)
    await Promise.all(Array.from({ length: Math.min(atOnce, runs - first) }, (_, n) => play(first + n)));
}, 300_000);
