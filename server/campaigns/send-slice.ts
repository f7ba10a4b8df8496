import { setTimeout as pause } from "node:timers/promises";
import { inOrg, type OrgScope } from "@/db/org";
import type { HandOver } from "@/server/channels/adapter";
import type { Claimed } from "@/server/conversations/claim-next";
import { handOver, persistently, repliesHanded } from "@/server/conversations/hand-over";
import type { HandedOver } from "@/server/conversations/record-hand-overs";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import { claimAgain } from "./claim-again";
import { type Claim, claimRecipients } from "./claim-recipients";
import { finishCampaign } from "./finish-campaign";
import { hearOutcomes } from "./hear-outcomes";
import { judgeTrial } from "./judge-trial";
import { halt } from "./pause-campaign";
import { readAhead } from "./read-ahead";
import { type CampaignWork, readWork } from "./read-work";
import { slowDown, speedUp, startPace, take, waitFor } from "./rules/pace";
import { giveSender, keepSender, type Sender, takeSender } from "./sender-lease";

/** So many are claimed at once: what a crash leaves in doubt is no more than this, twice. */
const batch = 16;
/** So long a campaign's own description is believed, in ms: its state is asked for with every batch. */
const believed = 5_000;

/** What is left on the number when the time is up. */
export type Left = "more" | "nothing";

/**
 * Sends campaigns on one number for a while, at the pace that the carrier takes: claims a batch, hands it over message by message while
 * the next is being claimed, and writes down what became of them. Several campaigns take turns by batches, so that a hundred recipients
 * do not wait for a million. Only one process at a time has a number.
 */
export async function sendSlice(scope: Scope, accountId: string, ms: number): Promise<Left> {
  const sender = await takeSender(scope, accountId);
  if (!sender) return "nothing";
  return new Slice(scope, sender, performance.now() + ms).run();
}

interface Mine extends Claimed {
  campaignId: string;
}

class Slice {
  private readonly pace;
  private readonly works = new Map<string, { work: CampaignWork; at: number }>();
  private readonly done: (HandedOver & { campaignId: string })[] = [];
  private readonly underWay = new Set<Promise<void>>();
  /** What is being written down; one at a time, and nobody waits for it who has something to send. */
  private writing: Promise<void> = Promise.resolve();
  private readonly stopped = new Set<string>();
  private replies: number;
  private full = false;
  private lost = false;
  private left = Number.POSITIVE_INFINITY;

  constructor(
    private readonly scope: Scope,
    private readonly sender: Sender,
    private readonly until: number,
  ) {
    this.pace = startPace(sender.allowed, sender.learned, performance.now());
    this.replies = repliesHanded(sender.account.id);
    if (sender.peopleLeft !== null) this.left = sender.peopleLeft;
  }

  async run(): Promise<Left> {
    let next = this.claim();
    try {
      for (;;) {
        const messages = await next;
        const over = this.lost || this.full || performance.now() > this.until;
        next = over || messages.length === 0 ? Promise.resolve([]) : this.claim();
        if (messages.length === 0 && over) break;
        for (const message of messages) await this.send(message);
        if (this.done.length > 0) await this.settle();
        if (messages.length === 0 && !(await this.somethingSoon())) break;
        if (messages.length === 0) next = this.claim();
      }
    } finally {
      // What was claimed ahead leaves too, whatever went wrong: nobody else would.
      for (const message of await next.catch(() => [])) await this.send(message);
      await this.settled();
      await giveSender(this.scope, this.sender, { rate: this.pace.rate, full: this.full });
    }
    return performance.now() > this.until && !this.full ? "more" : "nothing";
  }

  /** The next batch: what has to be tried again first, then of the campaign that waited longest. */
  private async claim(): Promise<Mine[]> {
    if (this.lost || performance.now() > this.until) return [];
    const again = await inOrg(this.scope, async (s) => {
      if (!(await keepSender(s, this.sender))) {
        this.lost = true;
        return [];
      }
      return claimAgain(s, this.sender.account, batch);
    });
    if (this.lost || again.length > 0) return again;
    if (this.left <= 0) {
      this.full = true;
      return [];
    }
    for (const id of await this.waiting()) {
      const found = await this.claimOf(id);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** Campaigns with somebody due, that which waited longest first. One probe of each: a join would read all who are due. */
  private async waiting(): Promise<string[]> {
    const rows = await inOrg(
      this.scope,
      ({ sql, orgId }) => sql<{ id: string }[]>`
        select c.id from campaigns c cross join lateral (
          select 1 from campaign_recipients r where r.org_id = ${orgId} and r.campaign_id = c.id
            and r.channel_account_id = ${this.sender.account.id} and r.state = 'planned' and r.due_at <= (select app_now())
          order by r.due_at, r.place limit 1) r
        where c.org_id = ${orgId} and c.state = 'running' order by c.served_at nulls first, c.id`,
    );
    return rows.map(({ id }) => id).filter((id) => !this.stopped.has(id));
  }

  /** Passes over those to whom nothing is said, until somebody is or nobody is left. */
  private async claimOf(campaignId: string): Promise<Mine[]> {
    while (performance.now() < this.until) {
      const work = await this.workOf(campaignId);
      if (!work) return [];
      const most = Math.min(batch, this.left);
      await readAhead(this.scope, work, this.sender.account.id, most);
      const claim = await inOrg(this.scope, (s) => this.claimIn(s, work, most));
      this.left -= claim.placed.filter((p) => p.outsideWindow).length;
      if (claim.placed.length > 0 || claim.seen === 0 || claim.stop)
        return claim.placed.map((placed) => ({ ...placed, campaignId }));
    }
    return [];
  }

  private async claimIn(s: OrgScope, work: CampaignWork, most: number): Promise<Claim> {
    if (!(await keepSender(s, this.sender))) {
      this.lost = true;
      return { placed: [], stop: null, seen: 0 };
    }
    const claim = await claimRecipients(s, work, this.sender.account, most);
    if (claim.stop) await halt(s, work.id, claim.stop.reason, claim.stop.detail);
    await s.sql`update campaigns set served_at = now() where org_id = ${s.orgId} and id = ${work.id}`;
    return claim;
  }

  private async workOf(campaignId: string): Promise<CampaignWork | null> {
    const known = this.works.get(campaignId);
    if (known && performance.now() - known.at < believed) return known.work;
    const work = await inOrg(this.scope, (s) => readWork(s, campaignId));
    if (work) this.works.set(campaignId, { work, at: performance.now() });
    return work;
  }

  /** Waits for the message's turn and starts its hand-over. */
  private async send(message: Mine): Promise<void> {
    const others = repliesHanded(this.sender.account.id) - this.replies;
    this.replies += others;
    const wait = waitFor(this.pace, performance.now(), others);
    if (wait > 0) {
      await pause(wait);
      waitFor(this.pace, performance.now());
    }
    take(this.pace);
    const hand = handOver(this.scope, message)
      .then((outcome) => this.hear(message, outcome))
      .finally(() => this.underWay.delete(hand));
    this.underWay.add(hand);
    if (this.done.length >= batch) await this.settle();
  }

  private async hear(message: Mine, outcome: HandOver): Promise<void> {
    if (outcome.outcome === "again" && outcome.throttled) slowDown(this.pace);
    const stops = outcome.outcome === "rejected" ? outcome.stops : undefined;
    const { campaignId } = message;
    if (outcome.outcome !== "rejected" || !stops) {
      this.done.push({ claimed: message, campaignId, outcome });
      return;
    }
    // Nothing is wrong with the message: it waits for whoever puts the template or the account right.
    const { code, detail } = outcome;
    const later = {
      outcome: "again" as const,
      code,
      afterMs: 60_000,
      throttled: true,
      ...(detail ? { detail } : {}),
    };
    this.done.push({ claimed: message, campaignId, outcome: later });
    if (this.stopped.has(campaignId)) return;
    this.stopped.add(campaignId);
    await inOrg(this.scope, (s) => halt(s, campaignId, stops, code)).catch((error) =>
      log().error({ err: error }, "A campaign that has to stop goes on to its next batch"),
    );
  }

  /** Begins to write down what is known by now, once what was known before is written. */
  private async settle(): Promise<void> {
    const before = this.writing;
    this.writing = Promise.resolve();
    await before;
    const known = this.done.splice(0);
    if (known.length === 0) return;
    if (!known.some(({ outcome }) => outcome.outcome === "again")) speedUp(this.pace);
    this.writing = persistently(() => hearOutcomes(this.scope, known));
    // Whoever waits for it next hears of its failure.
    this.writing.catch(() => undefined);
  }

  /** Everything that was handed over is written down. */
  private async settled(): Promise<void> {
    await Promise.all(this.underWay);
    await this.settle();
    await this.writing;
  }

  /** Nothing is due: whether something may be within this slice. Meanwhile trials are judged, and what is done is said to be. */
  private async somethingSoon(): Promise<boolean> {
    await this.settled();
    for (const id of this.works.keys()) {
      await judgeTrial(this.scope, id);
      await finishCampaign(this.scope, id);
    }
    const [soon] = await inOrg(
      this.scope,
      ({ sql, orgId }) => sql`
        select 1 from campaigns c where c.org_id = ${orgId} and c.state = 'running' and (exists (
            select 1 from campaign_recipients r where r.org_id = ${orgId} and r.campaign_id = c.id
              and r.channel_account_id = ${this.sender.account.id} and r.state = 'planned' and r.due_at <= app_now() + interval '15 seconds'
              and (c.canary_to is null or r.place <= c.canary_to))
          or exists (select 1 from deliveries d where d.org_id = ${orgId} and d.channel_account_id = ${this.sender.account.id}
              and d.pending and d.campaign_id = c.id and d.retry_at <= now() + interval '15 seconds')) limit 1`,
    );
    if (!soon || performance.now() > this.until) return false;
    await pause(250);
    return true;
  }
}
