import { setTimeout as pause } from "node:timers/promises";
import { inOrg } from "@/db/org";
import type { HandOver } from "@/server/channels/adapter";
import { handOver, persistently, repliesHanded } from "@/server/conversations/hand-over";
import type { HandedOver } from "@/server/conversations/record-hand-overs";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import { finishCampaign } from "./finish-campaign";
import { hearOutcomes } from "./hear-outcomes";
import { judgeTrial } from "./judge-trial";
import { halt } from "./pause-campaign";
import { halfASecond, slowDown, speedUp, startPace, take, waitFor } from "./rules/pace";
import { giveSender, type Sender, takeSender } from "./sender-lease";
import { type Mine, Turns } from "./turns";

/** So many are claimed at once: what a crash leaves in doubt is no more than this, twice. */
const batch = 16;

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

class Slice {
  private readonly pace;
  private readonly turns: Turns;
  private readonly done: (HandedOver & { campaignId: string })[] = [];
  private readonly underWay = new Set<Promise<void>>();
  /** What is being written down; one at a time, and nobody waits for it who has something to send. */
  private writing: Promise<void> = Promise.resolve();
  private replies: number;

  constructor(
    private readonly scope: Scope,
    private readonly sender: Sender,
    private readonly until: number,
  ) {
    this.pace = startPace(sender.allowed, sender.learned, performance.now());
    this.replies = repliesHanded(sender.account.id);
    this.turns = new Turns(scope, sender, until);
  }

  async run(): Promise<Left> {
    let next = this.claim();
    try {
      for (;;) {
        const messages = await next;
        const over = this.turns.lost || this.turns.full || performance.now() > this.until;
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
      await giveSender(this.scope, this.sender, { rate: this.pace.rate, full: this.turns.full });
    }
    return performance.now() > this.until && !this.turns.full ? "more" : "nothing";
  }

  /** As many as leave within half a second. */
  private claim(): Promise<Mine[]> {
    const claimed = this.turns.next(Math.min(batch, halfASecond(this.pace)));
    // Whoever waits for it next hears of its failure: until the batch before has left, nobody does.
    claimed.catch(() => undefined);
    return claimed;
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
    if (outcome.outcome === "again" && outcome.throttled) slowDown(this.pace, performance.now());
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
    this.turns.pass(campaignId);
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
    for (const id of this.turns.works.keys()) {
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
