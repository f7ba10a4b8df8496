import { setTimeout as wait } from "node:timers/promises";
import { cancelCampaign } from "@/server/campaigns/cancel-campaign";
import { sandbox } from "@/server/channels/provision";
import { type CampaignStage, campaignStage, launchFrom, learnStatistics } from "../campaign-stage";
import type { CampaignLane } from "./campaign";
import type { Figures } from "./cli";
import { down, median } from "./figures";
import { processorMs, serverMs } from "./memory";

/** What the carrier takes of one number in a second. */
const allowed = 80;
const windows = 3;
const warmSeconds = 6;

/** One number, then four of one connection: messages that the carrier accepted per second, of three stretches the median. */
export async function paceFigures(lane: CampaignLane): Promise<Figures> {
  // As Meta does: what became of messages is told a thousand at a time, or every quarter of a second.
  await sandbox().changeSettings({ webhooks: { gatherMs: 250, maxBatch: 1_000 } });
  const one = await steadyRate(lane, 1);
  const four = await steadyRate(lane, 4);
  return {
    paceShare: down(one.rate / allowed, 3),
    oneNumberRate: down(one.rate),
    fourNumbersRate: down(four.rate),
    // Of one message in the steady part, from claiming it to its statuses: whatever else the machine does is not in it.
    appUsPerMessage: Math.ceil(four.appUs),
    databaseUsPerMessage: Math.ceil(four.databaseUs),
  };
}

interface Steady {
  rate: number;
  appUs: number;
  databaseUs: number;
}

async function steadyRate({ copy, owner, quick, say }: CampaignLane, numbers: number): Promise<Steady> {
  const seconds = quick ? 10 : 30;
  const people = Math.ceil(numbers * allowed * (windows * seconds + 2 * warmSeconds + 20));
  const stage = await campaignStage({ numbers, people, throughput: "STANDARD" }, owner);
  const campaignId = await launchFrom(stage);
  await untilSending();
  await wait(warmSeconds * 1_000);
  await learnStatistics(owner);
  await wait(warmSeconds * 1_000);
  const [rates, apps, databases] = [[] as number[], [] as number[], [] as number[]];
  for (let n = 1; n <= windows; n++) {
    const used = processors(copy);
    const began = performance.now();
    const before = await sends();
    await wait(seconds * 1_000);
    const accepted = (await sends()) - before;
    const took = (performance.now() - began) / 1_000;
    const now = processors(copy);
    rates.push(accepted / took);
    apps.push(((now.app - used.app) * 1_000) / Math.max(1, accepted));
    databases.push(((now.database - used.database) * 1_000) / Math.max(1, accepted));
    say(`${numbers} numbers, stretch ${n}: ${down(rates.at(-1) ?? 0)}/s`);
  }
  await endCampaign(stage, campaignId);
  return { rate: median(rates), appUs: median(apps), databaseUs: median(databases) };
}

const sends = async (): Promise<number> => (await sandbox().faults()).sends;

/** Resolves once the carrier has had more messages than now. */
export async function untilSending(): Promise<void> {
  const before = await sends();
  for (const giveUp = Date.now() + 120_000; (await sends()) < before + 10; await wait(50))
    if (Date.now() > giveUp) throw new Error("The campaign does not begin");
}

/** Nothing of it is on its way any more. */
export async function endCampaign({ scope }: CampaignStage, campaignId: string): Promise<void> {
  await cancelCampaign(scope, { campaignId });
  await quiet();
}

/** Resolves when the carrier hears nothing for a while, and has told everything. */
async function quiet(): Promise<void> {
  for (let last = -1; ; await wait(1_500)) {
    const now = await sends();
    const { pending, unfinished } = await sandbox().settings();
    if (now === last && pending === 0 && unfinished === 0) return;
    last = now;
  }
}

function processors({ pids }: CampaignLane["copy"]): { app: number; database: number } {
  return {
    app: pids.app ? (processorMs(pids.app) ?? 0) : 0,
    database: pids.postgres ? (serverMs(pids.postgres) ?? 0) : 0,
  };
}
