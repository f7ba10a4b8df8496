import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import { learnStatistics } from "../campaign-stage";
import type { Course } from "./kills";

const lookEveryMs = 200;
const sweepEveryMs = 2_000;
/** Nobody was decided about for so long: it has stopped. */
const stuckAfterMs = 180_000;

interface Standing {
  state: string;
  planned: number;
  decided: number;
  committed: number;
}

/**
 * A campaign on its way, as the database shows it from outside. What the product's sweep does every minute it is asked for every two
 * seconds, and the number of a process that was killed is free at once: a person would wait for both, this does not.
 */
export class CampaignCourse implements Course {
  progress = 0;
  over = false;
  /** The most that was ever set aside, in micros. */
  highest = 0;
  private prepared = false;
  private analyzed = false;
  private heardAt = Date.now();
  private sweptAt = 0;

  constructor(
    private readonly owner: Sql,
    private readonly campaignId: string,
    readonly total: number,
    private readonly sweep: () => Promise<void>,
    private readonly say: (line: string) => void,
  ) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!this.over) {
      signal.throwIfAborted();
      await this.look();
      if (Date.now() - this.sweptAt > sweepEveryMs) {
        this.sweptAt = Date.now();
        await this.sweep().catch(() => undefined);
      }
      await wait(lookEveryMs);
    }
  }

  async appGone(): Promise<void> {
    await this.owner`update campaign_senders set lease_until = now() where lease_until > now()`;
  }

  private async look(): Promise<void> {
    const now = await standingOf(this.owner, this.campaignId).catch(() => undefined);
    if (!now) return;
    this.highest = Math.max(this.highest, now.committed);
    if (now.state !== "preparing" && !this.prepared) {
      this.prepared = true;
      this.say(`prepared: ${now.planned} are to be written to`);
    }
    if (now.decided > this.progress || !this.prepared) this.heardAt = Date.now();
    this.progress = now.decided;
    if (this.progress >= 500 && !this.analyzed) {
      this.analyzed = true;
      await learnStatistics(this.owner).catch(() => undefined);
    }
    const stuck = Date.now() - this.heardAt > stuckAfterMs;
    if (stuck) this.say(`${now.planned} still planned, and nobody decided about for three minutes`);
    this.over = this.prepared && (stuck || now.state !== "running" || now.planned === 0);
  }
}

/** Counts are kept; what happened since waits beside them. */
async function standingOf(owner: Sql, campaignId: string): Promise<Standing | undefined> {
  const [row] = await owner<Standing[]>`
    with d as (select key, sum(amount)::float8 as amount from campaign_deltas where campaign_id = ${campaignId} group by 1),
      t as (select key, sum(amount) as amount from (select key, value::float8 as amount from campaigns c, jsonb_each_text(c.tally)
        where c.id = ${campaignId} union all select key, amount from d) x group by 1)
    select c.state, coalesce((select amount from t where key = 'planned'), 0) as planned,
      coalesce((select sum(amount) from t where key in ('queued', 'skipped')), 0) as decided,
      c.committed_micros::float8 as committed
    from campaigns c where c.id = ${campaignId}`;
  return row;
}
