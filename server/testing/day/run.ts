import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import postgres from "postgres";
import { closeSql } from "@/db/client";
import { type Launched, launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import type { FaultReport } from "@/server/sandbox/contract";
import { ensureBrowser } from "@/server/testing/browser";
import type { RigReport } from "@/server/testing/faults/report";
import { callAs } from "@/server/testing/office";
import { words } from "@/server/testing/words";
import { type Branch, openBranch } from "./branch";
import { Auditor } from "./checkpoint";
import { DayClock } from "./clock";
import { Customers } from "./customers";
import { Meetings } from "./meetings";
import type { Overseer } from "./overseer";
import { duties, type Round } from "./oversight";
import { type Act, type Day, type DayEvent, planDay, works } from "./plan";
import { everyThread } from "./rounds";

export interface DayReport extends Omit<RigReport, "faults"> {
  seed: number;
}

interface Rig {
  localDir: string;
  deaths: string[];
  say: (line: string) => void;
  signal: AbortSignal;
}

const shares = { duplicates: 0.15, reordered: 0.1, delayed: 0.2, delayMaxMs: 2_500 };
/** The organization's clock follows the day in steps of so many minutes. */
const step = 3;

/** Lives a planned day on a copy of the product of its own. Ends what it started, whatever happens. */
export async function liveDay(
  shape: { seed: number; hours: number },
  say: Rig["say"],
  signal: AbortSignal,
): Promise<DayReport> {
  const localDir = path.join(projectRoot, ".local/day");
  rmSync(localDir, { recursive: true, force: true });
  mkdirSync(localDir, { recursive: true });
  await ensureBrowser();
  const deaths: string[] = [];
  const copy = await launch({
    mode: "built",
    demo: false,
    durable: false,
    port: await freeBlock(),
    localDir,
    onProgress: say,
    onDeath: (reason) => deaths.push(reason),
    signal,
  });
  try {
    const branch = await openBranch(copy);
    try {
      return await new Living(planDay(shape), copy, branch, { localDir, deaths, say, signal }).whole();
    } finally {
      await branch.close();
    }
  } finally {
    await closeSql();
    await copy.stop();
  }
}

class Living {
  private readonly violations: RigReport["violations"] = [];
  private readonly clock: DayClock;
  private readonly customers: Customers;
  private readonly meetings = new Meetings();
  private readonly began = Date.now();
  private offset = 0;

  constructor(
    private readonly day: Day,
    private readonly copy: Launched,
    private readonly branch: Branch,
    private readonly rig: Rig,
  ) {
    this.clock = new DayClock(rig.signal);
    this.customers = new Customers(day, branch.office, branch.phoneIds, () => Date.now() + this.offset);
  }

  async whole(): Promise<DayReport> {
    const { day, branch, rig, copy } = this;
    const { carrier } = branch.office;
    const owner = postgres(copy.env.DATABASE_OWNER_URL ?? "", { max: 1, onnotice: () => undefined });
    const auditor = new Auditor(owner, branch, rig.localDir, words("es"));
    try {
      await carrier.changeSettings({ webhooks: { maxBatch: 4, retryBaseMs: 200, retryMaxMs: 2_000 } });
      await carrier.setFaults({ seed: day.seed, ...shares });
      let from = 0;
      for (const to of day.checkpoints) {
        await this.live(from, to, auditor);
        await this.moveClock(to);
        const wrong = await auditor.check(hour(to));
        this.violations.push(...wrong);
        for (const { kind, what, id } of wrong) rig.say(`       ${kind}: ${what} (${id})`);
        rig.say(
          `${hour(to)}  ${this.progress()}${wrong.length > 0 ? `, ${wrong.length} wrong` : ", all as it must be"}`,
        );
        from = to;
      }
      const walked = await everyThread(branch.workers[0], auditor);
      this.violations.push(...walked.violations);
      rig.say(`${walked.threads} threads read from end to end`);
      return this.report(auditor, walked.threads, await carrier.faults());
    } finally {
      await owner.end();
    }
  }

  /** An hour: customers, agents, their supervisor and the clock side by side; whoever is late is waited for. */
  private async live(from: number, to: number, { overseer }: Auditor): Promise<void> {
    const within = <T extends { at: number }>(list: T[]) =>
      list.filter(({ at }) => at >= from && (at < to || to === this.day.minutes));
    this.clock.run(to);
    const [first, second] = this.day.agendas;
    await Promise.all([
      this.tick(from, to),
      this.happen(within(this.day.events)),
      this.work(0, within(first)),
      this.work(1, within(second)),
      this.oversee(within(this.day.rounds), overseer),
    ]);
    this.clock.stop();
  }

  private async tick(from: number, to: number): Promise<void> {
    for (let at = from + step; at < to; at += step) {
      await this.clock.until(at);
      await this.moveClock(at);
    }
  }

  /** To so many minutes of the day; never back, whatever real time has passed at a checkpoint. */
  private async moveClock(at: number): Promise<void> {
    const offsetMs = Math.max(this.offset, Math.round(at * 60_000 - (Date.now() - this.began)));
    if (offsetMs === this.offset) return;
    const { office } = this.branch;
    await callAs(office.slug, office.person("Olga"), "sandbox.moveClock", { offsetMs });
    this.offset = offsetMs;
  }

  private async happen(events: DayEvent[]): Promise<void> {
    for (const event of events) {
      await this.clock.until(event.at);
      await this.customers.happen(event);
    }
  }

  private async work(agent: 0 | 1, acts: Act[]): Promise<void> {
    const worker = this.branch.workers[agent];
    for (const act of acts) {
      await this.clock.until(act.at);
      const place = this.day.agendas[agent].indexOf(act);
      const meeting = act.work === "race" ? this.meetings.at(place) : undefined;
      await worker.act(act, meeting).catch(async (error: Error) => {
        // The other one does not wait for who is stuck.
        meeting?.leave();
        await this.stuck({ name: worker.name, page: worker.page, at: act.work, place }, error);
      });
    }
  }

  private async oversee(rounds: Round[], overseer: Overseer): Promise<void> {
    const { supervisor } = this.branch;
    for (const round of rounds) {
      await this.clock.until(round.at);
      const place = this.day.rounds.indexOf(round);
      const where = { name: supervisor.name, page: supervisor.desk.page, at: round.duty, place };
      await supervisor
        .act(round, (door) => overseer.behind(door))
        .catch((error: Error) => this.stuck(where, error));
    }
  }

  private async stuck(
    { name, page, at, place }: { name: string; page: Page; at: string; place: number },
    error: Error,
  ): Promise<void> {
    const why = error.message.split("\n")[0];
    this.rig.say(`       ${name} is stuck at «${at}»: ${why}`);
    await page
      .screenshot({ path: path.join(this.rig.localDir, `${name} stuck ${place}.png`) })
      .catch(() => undefined);
    this.violations.push({ kind: "stuck", what: `${name} at «${at}»: ${why}`, id: String(place) });
  }

  private progress(): string {
    const { workers, supervisor } = this.branch;
    const done = [...workers, supervisor].reduce((sum, { did }) => sum + total(did), 0);
    return `${this.customers.happened.said} messages, ${done} acts`;
  }

  private report(auditor: Auditor, threads: number, faults: FaultReport): DayReport {
    const { workers, supervisor, complaints } = this.branch;
    const done = Object.fromEntries(
      works.map((work) => [work, workers.reduce((sum, { did }) => sum + (did[work] ?? 0), 0)]),
    );
    const overseen = Object.fromEntries(duties.map((duty) => [duty, supervisor.did[duty] ?? 0]));
    const decisions = workers.flatMap((worker) => worker.decisions);
    const figures = {
      hours: this.day.minutes / 60,
      checkpoints: this.day.checkpoints.length,
      ...this.customers.happened,
      acts: done,
      supervision: overseen,
      idle: [...workers, supervisor].reduce((sum, { idle }) => sum + total(idle), 0),
      replies: decisions.filter(({ as, fate }) => as !== "note" && fate === "sent").length,
      stopped: workers.reduce((sum, { stops }) => sum + stops, 0),
      takenBack: decisions.filter(({ fate }) => fate === "taken back").length,
      windowsEnded: auditor.windowsEnded,
      duplicates: faults.fired.duplicates,
      reordered: faults.fired.reordered,
      delayed: faults.fired.delayed,
      webhooks: faults.webhooks,
      sends: faults.sends,
      threads,
      ...auditor.compared,
      ...auditor.overseer.compared,
      seconds: Math.round((Date.now() - this.began) / 1_000),
    };
    const never = Object.entries({
      ...done,
      ...overseen,
      duplicates: figures.duplicates,
      reordered: figures.reordered,
      delayed: figures.delayed,
      late: figures.late,
      media: figures.media,
      windowsEnded: figures.windowsEnded,
    }).filter(([, count]) => count === 0);
    return {
      seed: this.day.seed,
      figures,
      violations: [
        ...this.violations,
        // A day on which something never happened proves nothing of it.
        ...never.map(([what]) => ({ kind: "not-fired", what: `no ${what}`, id: "plan" })),
        ...complaints.map((what) => ({ kind: "complaint", what, id: "page" })),
        ...this.rig.deaths.map((what) => ({ kind: "died", what, id: "app" })),
      ],
    };
  }
}

const total = (counts: Partial<Record<string, number>>): number =>
  Object.values(counts).reduce<number>((sum, count = 0) => sum + count, 0);

/** The day begins at nine. */
const hour = (at: number): string =>
  `${String(9 + Math.floor(at / 60)).padStart(2, "0")}.${String(Math.floor(at % 60)).padStart(2, "0")}`;
