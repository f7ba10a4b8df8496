import { inOrg, type OrgScope } from "@/db/org";
import type { Claimed } from "@/server/conversations/claim-next";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import { claimAgain } from "./claim-again";
import { type Claim, claimRecipients } from "./claim-recipients";
import { halt } from "./pause-campaign";
import { postponeQuiet } from "./postpone-quiet";
import { readAhead } from "./read-ahead";
import { type CampaignWork, readWork } from "./read-work";
import { keepSender, peopleFree, reservePeople, type Sender, spendPeople } from "./sender-lease";

/** So long a campaign's own description is believed, in ms: its state is asked for with every batch. */
const believed = 5_000;
/** One that could not be claimed from is left alone so long; after so many times in a row it stops. */
const pauseMs = 2_000;
const mostFaults = 4;

export interface Mine extends Claimed {
  campaignId: string;
}

/** Whose turn it is on a number: campaigns come one after another, a batch each, and one that fails takes nothing from the others. */
export class Turns {
  /** Somebody else has the number, or its carrier's limit of people is used up. */
  lost = false;
  full = false;
  readonly works = new Map<string, { work: CampaignWork; at: number }>();
  private readonly alone = new Map<string, number>();
  private readonly faults = new Map<string, number>();
  /** How many people are set aside for this number. */
  private left: number;
  /** Others might use the limit up before those are: then it is counted again with every batch. */
  private near = false;

  constructor(
    private readonly scope: Scope,
    private readonly sender: Sender,
    private readonly until: number,
  ) {
    this.left = sender.limit === null ? Number.POSITIVE_INFINITY : 0;
  }

  /** Leaves a campaign alone for a while. */
  pass(campaignId: string, ms = pauseMs): void {
    this.alone.set(campaignId, performance.now() + ms);
  }

  /** The next messages, at most `most`: what has to be tried again first, then of the campaign that waited longest. */
  async next(most: number): Promise<Mine[]> {
    for (const { id, again } of this.lasting ? await this.waiting() : []) {
      if (!again || !this.lasting) continue;
      const found = await this.guarded(id, (work) => this.again(work, most));
      if (found.messages.length > 0) return found.messages;
    }
    while (this.lasting) {
      if (this.left <= 0) await this.reserve();
      if (this.left <= 0) return [];
      let more = false;
      for (const { id, due } of await this.waiting()) {
        if (!due || !this.lasting || this.left <= 0) continue;
        const found = await this.guarded(id, (work) => this.fresh(work, Math.min(most, this.left)));
        if (found.messages.length > 0) return found.messages;
        more ||= found.more;
      }
      // Nobody of those who were looked at is written to: there may be others behind them.
      if (!more) return [];
    }
    return [];
  }

  private get lasting(): boolean {
    return !this.lost && performance.now() < this.until;
  }

  /** Campaigns with somebody due, or with something to be tried again. One probe of each: a join would read all who are due. */
  private async waiting(): Promise<{ id: string; due: boolean; again: boolean }[]> {
    const account = this.sender.account.id;
    const rows = await inOrg(
      this.scope,
      ({ sql, orgId }) => sql<{ id: string; due: boolean; again: boolean }[]>`
        select c.id, r.due is not null as due, exists (select 1 from deliveries d where d.org_id = ${orgId}
            and d.channel_account_id = ${account} and d.pending and d.campaign_id = c.id and d.retry_at <= now()) as again
        from campaigns c left join lateral (
          select 1 as due from campaign_recipients r where r.org_id = ${orgId} and r.campaign_id = c.id
            and r.channel_account_id = ${account} and r.state = 'planned' and r.due_at <= (select app_now())
          order by r.due_at, r.place limit 1) r on true
        where c.org_id = ${orgId} and c.state = 'running' and c.draft -> 'numberIds' ? ${account}
        order by c.served_at nulls first, c.id`,
    );
    const now = performance.now();
    return rows.filter(({ id }) => (this.alone.get(id) ?? 0) <= now);
  }

  private async guarded(
    id: string,
    claim: (work: CampaignWork) => Promise<{ messages: Mine[]; more: boolean }>,
  ): Promise<{ messages: Mine[]; more: boolean }> {
    const none = { messages: [], more: false };
    try {
      const work = await this.workOf(id);
      const found = work ? await claim(work) : none;
      this.faults.delete(id);
      return found;
    } catch (error) {
      log().warn({ err: error, campaignId: id }, "A campaign could not be claimed from");
      await this.blame(id);
      return none;
    }
  }

  private async blame(id: string): Promise<void> {
    const faults = (this.faults.get(id) ?? 0) + 1;
    this.faults.set(id, faults);
    this.pass(id);
    if (faults < mostFaults) return;
    await inOrg(this.scope, (s) => halt(s, id, "failures", null)).catch((error) =>
      log().error({ err: error, campaignId: id }, "A campaign that fails could not be stopped"),
    );
  }

  private async again(work: CampaignWork, most: number): Promise<{ messages: Mine[]; more: boolean }> {
    await readAhead(this.scope, work, this.sender.account.id, most);
    const { claimed, stop } = await inOrg(this.scope, async (s) =>
      (await this.keep(s)) ? claimAgain(s, work, this.sender.account, most) : { claimed: [], stop: null },
    );
    // Apart, since whoever resumes or cancels takes the campaign first and its messages after it.
    if (stop) await inOrg(this.scope, (s) => halt(s, work.id, stop.reason, stop.detail));
    return { messages: claimed.map((one) => ({ ...one, campaignId: work.id })), more: false };
  }

  private async fresh(work: CampaignWork, most: number): Promise<{ messages: Mine[]; more: boolean }> {
    await postponeQuiet(this.scope, work, this.sender.account.id);
    await readAhead(this.scope, work, this.sender.account.id, most);
    const claim = await inOrg(this.scope, (s) => this.claimIn(s, work, most));
    this.left -= outsideOf(claim);
    return {
      messages: claim.placed.map((placed) => ({ ...placed, campaignId: work.id })),
      more: (claim.seen > 0 && !claim.stop) || this.left <= 0,
    };
  }

  private async claimIn(s: OrgScope, work: CampaignWork, most: number): Promise<Claim> {
    if (!(await this.keep(s))) return { placed: [], stop: null, seen: 0 };
    const { limit } = this.sender;
    if (limit !== null && this.near) this.left = Math.min(this.left, await peopleFree(s, this.sender, limit));
    if (this.left <= 0) return { placed: [], stop: null, seen: 0 };
    const claim = await claimRecipients(s, work, this.sender.account, Math.min(most, this.left));
    if (claim.stop) await halt(s, work.id, claim.stop.reason, claim.stop.detail);
    if (limit !== null) await spendPeople(s, this.sender, outsideOf(claim));
    await s.sql`update campaigns set served_at = now() where org_id = ${s.orgId} and id = ${work.id}`;
    return claim;
  }

  /** What other numbers of the account hold may come free again: then the limit is not used up. */
  private async reserve(): Promise<void> {
    if (this.sender.limit === null) return;
    const { people, full, near } = await reservePeople(this.scope, this.sender, this.sender.limit);
    this.left = people;
    this.full = full;
    this.near = near;
  }

  private async keep(s: OrgScope): Promise<boolean> {
    if (!(await keepSender(s, this.sender))) this.lost = true;
    return !this.lost;
  }

  private async workOf(campaignId: string): Promise<CampaignWork | null> {
    const known = this.works.get(campaignId);
    if (known && performance.now() - known.at < believed) return known.work;
    const work = await inOrg(this.scope, (s) => readWork(s, campaignId));
    if (work) this.works.set(campaignId, { work, at: performance.now() });
    return work;
  }
}

/** Whom the carrier counts. */
const outsideOf = ({ placed }: Claim): number => placed.filter((p) => p.outsideWindow).length;
