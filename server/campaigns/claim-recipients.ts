import { createHash } from "node:crypto";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { together } from "@/db/together";
import { record } from "@/server/audit/record";
import { enqueueMany, type OutgoingTemplate, type Placing } from "@/server/conversations/enqueue-many";
import { putOffUntil } from "./postpone-quiet";
import { type Due, readCandidates } from "./read-candidates";
import { waitForFamily } from "./read-failed";
import type { CampaignWork } from "./read-work";
import { contentOf, type Decision, decideRecipient } from "./rules/decide-recipient";
import { inLanguage } from "./rules/in-language";
import { loudFrom } from "./rules/quiet-hours";
import { few, type Word, wrongSource } from "./rules/wrong-source";
import { hearSources } from "./source-words";
import { type Standing, stillStands } from "./still-stands";

export interface Claim {
  placed: Placing[];
  /** Why the campaign has to stop, found here. */
  stop: Standing["stop"];
  /** How many rows were looked at: none, and nothing is due. */
  seen: number;
}

const nothing: Claim = { placed: [], stop: null, seen: 0 };

/**
 * Takes the next recipients of a campaign on a number and decides about each: those to whom something is said have their message,
 * `claimed`, and its price set aside from the budget, in this one transaction, under the lock of the campaign's row. So two processes
 * never take one, and what is reserved never passes the budget. Whoever calls hands the messages over, once.
 */
export async function claimRecipients(
  s: OrgScope,
  work: CampaignWork,
  account: Placing["account"],
  most: number,
): Promise<Claim> {
  const stands = await stillStands(s, work);
  if (!stands.running) return { ...nothing, stop: stands.stop };
  await waitForFamily(s, work.draft);
  const due = await readCandidates(s, work, { accountId: account.id, most, within: stands.canaryTo });
  if (due.length === 0) return nothing;
  const { quiet, awake } = byTheirClocks(due, work, stands.now);
  const decided = awake.map((one) => ({ one, decision: decide(one, work, stands.now) }));
  if (isStale(decided)) return waitForSources(s, work, decided);
  const wanted = decided.filter((d): d is Wanted => d.decision.do === "send");
  const { affordable, short } = within(wanted, work, stands.left);
  const placed = await place(s, work, account, affordable);
  await together([
    setAside(s, work, affordable, placed),
    leaveOut(s, work, decided),
    putOffUntil(s, work.id, quiet),
    tell(s, work, placed, due.length),
  ]);
  return { placed, stop: short ? { reason: "budget", detail: null } : null, seen: due.length };
}

/** Who has quiet hours, with the end of them, and who has not. */
function byTheirClocks(due: Due[], work: CampaignWork, now: Date) {
  const quiet: { contact: string; due: string }[] = [];
  const awake = due.filter((one) => {
    const loud = loudFrom(work.draft.quiet, now, one.timeZone);
    if (+loud > +now) quiet.push({ contact: one.contactId, due: loud.toISOString() });
    return +loud <= +now;
  });
  return { quiet, awake };
}

interface Decided {
  one: Due;
  decision: Decision;
}

const isUnchecked = ({ one, decision }: Decided): boolean =>
  one.check?.fresh === false &&
  (decision.do === "retry" || (decision.do === "skip" && decision.reason === "unchecked"));

/** Nobody's data is fresh, and of many. */
const isStale = (decided: Decided[]): boolean =>
  decided.filter(isUnchecked).length >= few && !decided.some(({ one }) => one.check?.fresh);

/**
 * Nobody's data is fresh. Where a source fails, the campaign stops, and where it is only slow, they come again soon: neither counts as a
 * try. What a source said of them does, so that they end; and where that is wrong of many, the campaign stops too.
 */
async function waitForSources(s: OrgScope, work: CampaignWork, decided: Decided[]): Promise<Claim> {
  const waiting = decided.filter(isUnchecked);
  const ids = waiting.map(({ one }) => one.contactId);
  const { failing, words } = await hearSources(s, work, ids);
  const isSilent = (one: Decided) => waiting.includes(one) && !words.some((word) => isOf(word, one));
  const again = waiting.filter(({ decision }) => decision.do === "retry");
  const spoken = decided.filter((one) => !isSilent(one));
  await together([
    comeAgain(s, work, decided.filter(isSilent)),
    leaveOut(s, work, spoken),
    tell(s, work, [], decided.length),
  ]);
  const wrong = failing ?? wrongSource(words.filter((word) => again.some((one) => isOf(word, one))));
  const stop = wrong === null ? null : { reason: "check" as const, detail: wrong };
  return { placed: [], stop, seen: decided.length };
}

const isOf = ({ contactId }: Word, { one }: Decided): boolean => one.contactId === contactId;

async function comeAgain({ sql, orgId }: OrgScope, work: CampaignWork, silent: Decided[]): Promise<void> {
  const ids = silent.map(({ one }) => one.contactId);
  if (ids.length === 0) return;
  await sql`
    update campaign_recipients set due_at = app_now() + interval '5 seconds'
    where org_id = ${orgId} and campaign_id = ${work.id} and contact_id = any(${ids}::uuid[])`;
}

interface Wanted {
  one: Due;
  decision: Extract<Decision, { do: "send" }>;
}

function decide(one: Due, work: CampaignWork, now: Date): Decision {
  const wordings = work.wordings[one.variant] ?? work.wordings[0] ?? [];
  const wording = inLanguage(wordings, one.language);
  if (!wording) return { do: "retry" };
  const { cap } = work.draft;
  const otherwise = work.otherwise ? inLanguage(work.otherwise, one.language) : null;
  const decision = decideRecipient(one, {
    wording,
    otherwise,
    cap: cap?.messages ?? null,
    types: work.types,
    now,
  });
  const skip = { do: "skip", reason: "market", detail: null } as const;
  return decision.do === "send" && isBeyondPrices(one, work) ? skip : decision;
}

/** Whoever moved to where no card has a price since they were written down: it cannot be held to a budget. */
const isBeyondPrices = ({ market }: Due, { draft, prices }: CampaignWork): boolean =>
  draft.budgetMicros !== null && (market === null || !prices.has(market));

const priceOf = ({ one }: Wanted, { prices }: CampaignWork): bigint =>
  (one.market && prices.get(one.market)) || 0n;

/** As many, in their order, as what is left of the budget pays for. */
function within(
  wanted: Wanted[],
  work: CampaignWork,
  left: bigint | null,
): { affordable: Wanted[]; short: boolean } {
  if (left === null) return { affordable: wanted, short: false };
  let sum = 0n;
  const affordable: Wanted[] = [];
  for (const one of wanted) {
    sum += priceOf(one, work);
    if (sum > left) return { affordable, short: true };
    affordable.push(one);
  }
  return { affordable, short: false };
}

async function place(
  s: OrgScope,
  work: CampaignWork,
  account: Placing["account"],
  affordable: Wanted[],
): Promise<Placing[]> {
  if (affordable.length === 0) return [];
  const messages = affordable.map(
    ({ one, decision }): OutgoingTemplate => ({
      contactId: one.contactId,
      identityId: one.identityId ?? "",
      to: one.to,
      confirmed: one.confirmed,
      content: contentOf(decision.wording, decision.values),
    }),
  );
  return enqueueMany(s, { campaignId: work.id, account, teamId: work.draft.teamId, messages });
}

async function setAside(
  s: OrgScope,
  work: CampaignWork,
  affordable: Wanted[],
  placed: Placing[],
): Promise<void> {
  if (placed.length === 0) return;
  const { sql, orgId } = s;
  const byContact = new Map(affordable.map((wanted) => [wanted.one.contactId, wanted]));
  const rows = placed.flatMap((p) => {
    const wanted = byContact.get(p.contactId);
    return wanted
      ? [
          {
            contact: p.contactId,
            message: p.messageId,
            micros: priceOf(wanted, work),
            hash: intentOf(work, p),
            held: wanted.one.heldBefore,
          },
        ]
      : [];
  });
  const sum = rows.reduce((total, row) => total + row.micros, 0n);
  await together([
    sql`
      update campaign_recipients r set state = 'queued', message_id = x.message, reserved_micros = x.micros, intent_hash = x.hash,
        decided_at = app_now(), held_before = x.held, tries = 0
      from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb)
          as x(contact uuid, message uuid, micros bigint, hash text, held boolean)
        limit ${rows.length}) x
      where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.contact_id = x.contact`,
    sql`update campaigns set committed_micros = committed_micros + ${String(sum)}::bigint where org_id = ${orgId} and id = ${work.id}`,
  ]);
}

/** What was decided to be said, to whom: the same intent has the same digest. */
const intentOf = (work: CampaignWork, p: Placing): string =>
  createHash("sha256")
    .update(JSON.stringify([work.id, p.contactId, p.account.externalId, p.to.kind, p.to.address, p.content]))
    .digest("hex");

/** Whoever is left out, and who is asked about again: a little later each time. */
async function leaveOut({ sql, orgId }: OrgScope, work: CampaignWork, decided: Decided[]): Promise<void> {
  const rows = decided.flatMap(({ one, decision }) => {
    if (decision.do === "send") return [];
    const skip = decision.do === "skip";
    const why = skip ? { reason: decision.reason, detail: decision.detail } : { reason: null, detail: null };
    return [{ contact: one.contactId, skip, ...why }];
  });
  if (rows.length === 0) return;
  await sql`
    update campaign_recipients r set state = case when x.skip then 'skipped' else r.state end, reason = x.reason, detail = x.detail,
      decided_at = case when x.skip then app_now() end, tries = r.tries + 1,
      due_at = case when x.skip then r.due_at else app_now() + (r.tries + 1) * interval '10 seconds' end
    from (select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(contact uuid, skip boolean, reason text, detail text)
      limit ${rows.length}) x
    where r.org_id = ${orgId} and r.campaign_id = ${work.id} and r.contact_id = x.contact`;
}

async function tell(s: OrgScope, work: CampaignWork, placed: Placing[], decided: number): Promise<void> {
  const details = { ids: placed.map((p) => p.messageId), decided };
  await record(s, { action: "campaign.claimed", subject: ["campaign", work.id], details });
}
