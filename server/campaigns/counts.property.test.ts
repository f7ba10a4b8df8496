import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import type { HandOver } from "@/server/channels/adapter";
import { eraseContact } from "@/server/contacts/erasure/erase-contact";
import { eraseSome } from "@/server/contacts/erasure/erase-some";
import { mergeContacts } from "@/server/contacts/merges/merge-contacts";
import type { Placing } from "@/server/conversations/enqueue-many";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { recordStatus, type StatusReport } from "@/server/conversations/record-status";
import { seededRandom } from "@/server/sandbox/faults";
import { type Scope, scopeForSystem } from "@/server/scope";
import { advanceCampaigns } from "./advance-campaigns";
import { attributeClick } from "./attribute-click";
import { attributeReplies } from "./attribute-replies";
import { cancelCampaign } from "./cancel-campaign";
import { claimRecipients } from "./claim-recipients";
import { createCampaign } from "./create-campaign";
import { finishCampaign } from "./finish-campaign";
import { foldDeltas } from "./fold-deltas";
import { launchCampaign } from "./launch-campaign";
import { readWork } from "./read-work";
import { campaignWorld } from "./test-world";

/*
 * Random lives of campaigns, several things at once: claims, outcomes, statuses in any order, answers, clicks, people who say no, are
 * merged or erased, a cancel. Whatever happens, the counts that are kept are what counting the rows gives, and what is set aside is what
 * the messages cost or may cost.
 */

const world = campaignWorld();
const runs = 20;
const steps = 14;
let scope: Scope;

beforeAll(async () => {
  scope = await scopeForSystem(world().org.orgId, "campaigns");
});

type Chance = () => number;
const below = (chance: Chance, most: number) => Math.floor(chance() * most);

interface Life {
  chance: Chance;
  campaignId: string;
  people: string[];
  /** Claimed, with no outcome yet; and all that ever were. */
  claimed: Placing[];
  handed: Placing[];
  /** What stays counted of people who are erased. */
  gone: Map<string, number>;
  anyGone: boolean;
}

async function born(seed: number): Promise<Life> {
  const { org, draft, people, prepare } = world();
  const chance = seededRandom(seed);
  const given = await people(4 + below(chance, 6));
  const campaignId = newId();
  await createCampaign(org.owner.scope, {
    clientCampaignId: campaignId,
    name: `Vida ${seed}`,
    draft: draft({
      audience: { kind: "contacts", contactIds: given },
      conversion: { kind: "reply" },
      budgetMicros: seed % 3 === 0 ? String(26_000 * (1 + below(chance, given.length))) : null,
    }),
  });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  return { chance, campaignId, people: given, claimed: [], handed: [], gone: new Map(), anyGone: false };
}

async function claim(life: Life): Promise<void> {
  const { numberId, externalId } = world();
  const account = { id: numberId, connectionId: newId(), channel: "whatsapp", externalId };
  const placed = await inOrg(scope, async (s) => {
    const work = await readWork(s, life.campaignId);
    return work ? (await claimRecipients(s, work, account, 1 + below(life.chance, 4))).placed : [];
  }).catch((error: { code: string }) => {
    // Somebody said no in this very moment: the database refuses the batch, and the next one asks anew.
    expect(error.code).toBe("23514");
    return [];
  });
  life.claimed.push(...placed);
}

function outcomeOf(chance: Chance, id: string): HandOver {
  const at = chance();
  if (at < 0.15) return { outcome: "rejected", code: "131026" };
  if (at < 0.25) return { outcome: "unknown", detail: "severed" };
  if (at < 0.35) return { outcome: "again", code: "131016", afterMs: 60_000, throttled: false };
  return { outcome: "accepted", providerId: `wamid.${id}`, held: at > 0.85 };
}

async function handOver(life: Life): Promise<void> {
  const some = life.claimed.splice(0, 1 + below(life.chance, 4));
  if (some.length === 0) return;
  life.handed.push(...some);
  const outcomes = some.map((claimed) => ({ claimed, outcome: outcomeOf(life.chance, claimed.messageId) }));
  await inOrg(scope, (s) => recordHandOvers(s, outcomes));
}

async function status(life: Life): Promise<void> {
  const reports = life.handed.flatMap(({ messageId, account }): StatusReport[] => {
    if (life.chance() < 0.4) return [];
    const state = (["sent", "delivered", "read", "failed"] as const)[below(life.chance, 4)] ?? "sent";
    const told = state === "failed" ? { failure: { code: "131026" } } : { pricing: priced };
    const common = { type: "status" as const, providerId: `wamid.${messageId}`, messageId, state };
    return [{ channelAccountId: account.id, status: { ...common, occurredAt: new Date(), ...told } }];
  });
  await inOrg(scope, (s) => recordStatus(s, reports));
}
const priced = { type: "regular", category: "utility" };

async function answer(life: Life): Promise<void> {
  const to = life.handed[below(life.chance, life.handed.length)];
  if (!to) return;
  const id = newId();
  const content = life.chance() < 0.5 ? { type: "text", text: "ok" } : { type: "button", text: "Ver" };
  await inOrg(
    scope,
    ({ sql }) => sql`
    insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
      provider_id, reply_to_provider_id, occurred_at, recorded_at)
    select ${id}, m.conversation_id, 1000 + (random() * 1e8)::int, m.channel_account_id, m.contact_id, m.identity_id, 'in', 'contact',
      ${content.type}, ${asRow(content)}::text::jsonb, ${`in.${id}`}, ${`wamid.${to.messageId}`}, app_now(), app_now()
    from messages m where m.id = ${to.messageId}`,
  );
  await attributeReplies(scope, [id]);
}

async function click(life: Life): Promise<void> {
  const to = life.handed[below(life.chance, life.handed.length)];
  if (!to) return;
  const link = {
    messageId: to.messageId,
    button: 0,
    templateId: null,
    label: "Ver",
    url: "",
    destination: "",
  };
  await inOrg(scope, (s) => attributeClick(s, { ...link, campaignId: life.campaignId }));
}

const somebody = (life: Life) => life.people[below(life.chance, life.people.length)] ?? "";

async function refuse(life: Life): Promise<void> {
  await world().query(`insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
    select gen_random_uuid(), id, 'any', 'service', 'out', 'agent', now() from identities where contact_id = '${somebody(life)}'`);
}

async function merge(life: Life): Promise<void> {
  const [keptId, mergedId] = [somebody(life), somebody(life)];
  await inOrg(world().org.owner.scope, (s) =>
    mergeContacts(s, { keptId, mergedId, reason: "carrier" }),
  ).catch(({ code }) => expect(["CONFLICT", "NOT_FOUND"]).toContain(code));
}

const concurrent = [claim, claim, handOver, handOver, status, status, answer, click, refuse, merge];

/** Alone, since what stays counted is looked at just before. */
async function erase(life: Life): Promise<void> {
  const contactId = somebody(life);
  const who = `(with recursive w as (select '${contactId}'::uuid as id union select k.id from w join contacts k on k.merged_into = w.id)
    select id from w)`;
  const kept = await counted(
    `r.contact_id in ${who} and r.state <> 'planned'`,
    `c.contact_id in ${who}`,
    life,
  );
  try {
    const { erasureId } = await eraseContact(
      world().org.owner.scope,
      { contactId, reason: "asked" },
      () => undefined,
    );
    while (!(await eraseSome(scope, erasureId, 1_000)));
  } catch (error) {
    expect((error as { code: string }).code).toBe("NOT_FOUND");
    return;
  }
  life.anyGone = true;
  for (const [key, n] of kept) life.gone.set(key, (life.gone.get(key) ?? 0) + n);
}

async function counted(recipients: string, conversations: string, { campaignId }: Life) {
  const rows = await world().query<{ key: string; n: number }>(`
    select key, count(*)::int as n from campaign_recipients r cross join lateral unnest(array[r.state, r.state || ':' || r.reason,
      case when r.replied_at is not null then 'replied' end, case when r.clicked_at is not null then 'clicked' end,
      case when r.clicked_link then 'linked' end, case when r.converted_at is not null then 'converted' end]) k(key)
    where r.campaign_id = '${campaignId}' and k.key is not null and ${recipients} group by 1
    union all select key, count(*)::int from deliveries d join conversations c on c.org_id = d.org_id and c.id = d.conversation_id
      cross join lateral unnest(array['d:' || d.state, case when d.held then 'd:held' end]) k(key)
    where d.campaign_id = '${campaignId}' and k.key is not null and ${conversations} group by 1`);
  return new Map(rows.map(({ key, n }) => [key, n]));
}

async function agree(life: Life, when: string): Promise<void> {
  const { query } = world();
  const { campaignId, gone } = life;
  const expected = await counted("true", "true", life);
  for (const [key, n] of gone) expected.set(key, (expected.get(key) ?? 0) + n);
  const kept = await query<{ key: string; n: number }>(`
    select key, sum(n)::int as n from (
      select key, value::bigint as n from campaigns, jsonb_each_text(tally) where id = '${campaignId}'
      union all select key, amount from campaign_deltas where campaign_id = '${campaignId}') x
    where key not in ('spent', 'committed') group by 1 having sum(n) <> 0`);
  expect(Object.fromEntries(kept.map(({ key, n }) => [key, n])), when).toEqual(Object.fromEntries(expected));
  if (life.anyGone) return;
  const [money] = await query(`
    select g.committed_micros + coalesce((select sum(amount) from campaign_deltas where campaign_id = g.id and key = 'committed'), 0)
      = coalesce((select sum(coalesce((select c.micros from usage_events e join charges c on c.usage_event_id = e.id
          where e.message_id = r.message_id and c.kind = 'charge' and c.reason <> 'failed' order by c.step desc limit 1),
        case when d.state = 'rejected' then 0 else r.reserved_micros end))
        from campaign_recipients r join deliveries d on d.message_id = r.message_id where r.campaign_id = g.id), 0) as agrees
    from campaigns g where g.id = '${campaignId}'`);
  expect(money, when).toEqual({ agrees: true });
}

async function live(seed: number): Promise<void> {
  const life = await born(seed);
  for (let step = 0; step < steps; step++) {
    const at = life.chance();
    if (at < 0.1) await erase(life);
    else {
      const acts = [1, 2, 3].map(() => concurrent[below(life.chance, concurrent.length)]);
      const done = await Promise.allSettled(acts.map((act) => act?.(life)));
      for (const one of done) if (one.status === "rejected") throw one.reason;
      if (at > 0.5) await inOrg(scope, (s) => foldDeltas(s, life.campaignId));
    }
    if (seed % 4 === 0 && step === steps - 4) {
      await cancelCampaign(world().org.owner.scope, { campaignId: life.campaignId }).catch(() => undefined);
      await advanceCampaigns(scope);
    }
    await agree(life, `seed ${seed}, step ${step}`);
  }
  await finishCampaign(scope, life.campaignId);
  await agree(life, `seed ${seed}, at the end`);
}

test(`the counts of ${runs} random campaigns are those of their rows`, async () => {
  for (let seed = 1; seed <= runs; seed++) await live(seed);
}, 300_000);
