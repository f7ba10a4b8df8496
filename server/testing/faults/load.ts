import { setTimeout as wait } from "node:timers/promises";
import type { SandboxClient } from "@/server/sandbox/client";
import { seededRandom } from "@/server/sandbox/faults";
import { Agent } from "./agent";
import type { RigOrganization } from "./world";

export interface LoadPlan {
  /** Messages that customers write, each in a webhook of its own. */
  inbound: number;
  /** Decisions of agents to answer. */
  replies: number;
  seed: number;
  url: string;
  /** Where the agents write down what was acknowledged to them. */
  logFile: string;
}

/** So many webhooks may wait for an app that is away before customers pause: kills fall into traffic, not behind it. */
const mostUnacknowledged = 40;
const customersPerNumber = 40;
const agentsAtOnce = 6;

/** Customers writing and agents answering, at the pace at which the product acknowledges. */
export class Load {
  spoken = 0;
  replied = 0;

  constructor(
    private readonly plan: LoadPlan,
    private readonly carrier: SandboxClient,
    private readonly orgs: RigOrganization[],
  ) {}

  /** From 0 to the number of messages and replies. */
  get progress(): number {
    return this.spoken + this.replied;
  }

  get total(): number {
    return this.plan.inbound + this.plan.replies;
  }

  async run(signal: AbortSignal): Promise<void> {
    const agents = this.orgs.map((org) => new Agent(this.plan.url, org, this.plan.logFile));
    for (const agent of agents) await agent.signIn();
    const answering = Array.from({ length: agentsAtOnce }, (_, lane) => this.answer(agents, lane, signal));
    await Promise.all([this.speak(signal), ...answering]);
  }

  private async speak(signal: AbortSignal): Promise<void> {
    const draw = seededRandom(this.plan.seed, "customers");
    const numbers = this.orgs.flatMap((org) => org.phoneIds);
    while (this.spoken < this.plan.inbound) {
      signal.throwIfAborted();
      const { pending } = await this.carrier.settings();
      const room = Math.min(mostUnacknowledged - pending, this.plan.inbound - this.spoken, 8);
      for (let i = 0; i < room; i++) {
        const phoneId = numbers[Math.floor(draw() * numbers.length)] ?? "";
        const phone = `54911${String(5_000_000 + Math.floor(draw() * customersPerNumber))}0`;
        const message = { type: "text", text: { body: `Mensaje ${this.spoken}` } };
        await this.carrier.inbound(phoneId, { customer: { phone, name: `Cliente ${phone}` }, message });
        this.spoken++;
      }
      await wait(10);
    }
  }

  /** Every so many messages of customers somebody answers. */
  private async answer(agents: Agent[], lane: number, signal: AbortSignal): Promise<void> {
    const draw = seededRandom(this.plan.seed, `agent ${lane}`);
    const { replies, inbound } = this.plan;
    for (let n = lane; n < replies; n += agentsAtOnce) {
      while (this.spoken < Math.min(inbound, 50 + (n * inbound) / replies)) {
        signal.throwIfAborted();
        await wait(20);
      }
      const agent = agents[n % agents.length];
      await agent?.reply(`Respuesta ${n}`, (count) => Math.floor(draw() * count));
      this.replied++;
    }
  }
}
