import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import { judge } from "@/server/testing/faults/auditor";
import { type Unfinished, unfinished } from "@/server/testing/faults/calm";
import { readLogs, readTables } from "@/server/testing/faults/evidence";
import type { RigReport } from "@/server/testing/faults/report";
import type { Words } from "@/server/testing/words";
import type { Branch } from "./branch";
import { carriedWrong, readCarried } from "./carried";
import { differences } from "./compare";
import { expectedScreen } from "./expected";
import { type Facts, readFacts } from "./facts";
import { unfair } from "./fairness";
import { Overseer } from "./overseer";
import type { Worker } from "./worker";

type Violations = RigReport["violations"];

/** How long a copy may take to come to rest, and a screen to tell the truth once it has: the feed is asked every 20 s. */
const restWithin = 90_000;
const truthWithin = 30_000;

export interface Compared {
  screens: number;
  rows: number;
  messages: number;
  /** The longest that a screen needed to say what the database said, in ms. */
  slowest: number;
}

/** Stops and compares: screens with the database, the database with the carrier's log, the carrier's log with the agents' own. */
export class Auditor {
  readonly compared: Compared = { screens: 0, rows: 0, messages: 0, slowest: 0 };

  /** Conversations whose window was open at one checkpoint and shut at a later one. */
  windowsEnded = 0;
  readonly overseer: Overseer;
  private before: Facts | undefined;

  constructor(
    private readonly owner: Sql,
    private readonly branch: Branch,
    private readonly localDir: string,
    private readonly t: Words,
  ) {
    const { office, supervisor } = branch;
    this.overseer = new Overseer(owner, office.orgId, supervisor, () => this.facts(), localDir, t);
  }

  async check(name: string): Promise<Violations> {
    const unrested = await this.rest();
    await this.countEnded();
    const screens = await Promise.all([
      ...this.branch.workers.map((worker) => this.screen(worker, name)),
      this.overseer.check(name),
    ]);
    // What came on its way while the screens were looked at has its time as well: the logs are read at rest.
    const restless = await this.rest();
    return [...unrested, ...screens.flat(), ...restless, ...(await this.logs()), ...(await this.fair(name))];
  }

  private async fair(name: string): Promise<Violations> {
    const found = await unfair(this.owner, this.branch.office.orgId);
    return found.map(({ what, id }) => ({ kind: "routing", what: `${name}: ${what}`, id }));
  }

  private async countEnded(): Promise<void> {
    const after = await this.facts();
    const open = ({ conversations, now }: Facts) =>
      new Set(conversations.filter((c) => (c.windowEnds ?? 0) > now).map((c) => c.id));
    const still = open(after);
    for (const id of this.before ? open(this.before) : []) if (!still.has(id)) this.windowsEnded++;
    this.before = after;
  }

  /** Until nothing is on its way any more. */
  private async rest(): Promise<Violations> {
    for (const giveUp = Date.now() + restWithin; ; await wait(100)) {
      const left = await this.left();
      const open = Object.entries(left).filter(([, count]) => count > 0);
      if (open.length === 0) return [];
      if (Date.now() > giveUp)
        return open.map(([kind, count]) => ({ kind: "restless", what: `${count} ${kind}`, id: "copy" }));
    }
  }

  private async left(): Promise<Unfinished & { files: number }> {
    const [files] = await this.owner<{ n: number }[]>`
      select count(*)::int as n from attachments where state = 'pending'`;
    return { ...(await unfinished(this.owner, this.branch.office.carrier)), files: files?.n ?? 0 };
  }

  /** A screen that says otherwise is asked again, as long as it may take to hear of the last change. */
  async screen(worker: Worker, name: string): Promise<Violations> {
    const began = Date.now();
    for (;;) {
      const facts = await this.facts();
      const wrong = await this.wrong(worker, facts);
      if (wrong.length === 0) break;
      if (Date.now() > began + truthWithin) {
        const picture = path.join(this.localDir, `${worker.name} ${name}.png`);
        await worker.page.screenshot({ path: picture }).catch(() => undefined);
        return wrong.map(({ what, id }) => ({
          kind: "screen",
          what: `${worker.name}, ${name}: ${what}`,
          id,
        }));
      }
      await wait(200);
    }
    this.compared.screens++;
    this.compared.slowest = Math.max(this.compared.slowest, Date.now() - began);
    return [];
  }

  private async wrong(worker: Worker, facts: Facts) {
    const member = facts.members.find((one) => one.id === worker.memberId);
    if (!member) throw new Error(`${worker.name} is no member`);
    const { queue, unfolded, conversationId } = worker;
    const expected = expectedScreen(facts, member, { queue, unfolded, conversationId }, this.t);
    const wrong = differences(await worker.look(), expected);
    if (wrong.length === 0) {
      this.compared.rows += expected.sections.reduce((sum, { rows }) => sum + rows.length, 0);
      this.compared.messages += expected.thread?.messages.length ?? 0;
    }
    return wrong;
  }

  facts(): Promise<Facts> {
    return readFacts(this.owner, this.branch.office.orgId);
  }

  private async logs(): Promise<Violations> {
    const dir = path.join(this.localDir, "carrier");
    const carried = readCarried(dir);
    const logs = readLogs(dir, "");
    // What only changes another message becomes none.
    const inbound = new Set([...logs.inbound].filter((id) => !carried.changes.has(id)));
    const verdict = judge({ ...logs, inbound }, await readTables(this.owner));
    const { messages } = await this.facts();
    const { workers, supervisor } = this.branch;
    const decisions = [...workers, supervisor].flatMap((one) => one.decisions);
    return [
      ...verdict.violations,
      ...carriedWrong(carried, messages, decisions).map((one) => ({ kind: "carried", ...one })),
    ];
  }
}
