import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import type { Launched } from "@/server/local/launcher";
import { campaignStage, launchFrom, priceOf } from "../campaign-stage";
import { checkAudit } from "./audit-check";
import { countsOf, judge } from "./auditor";
import { untilCalm } from "./calm";
import { judgeCampaign } from "./campaign-auditor";
import { CampaignCourse } from "./campaign-course";
import { readCampaign } from "./campaign-evidence";
import { readLogs, readTables } from "./evidence";
import { planKills } from "./kills";
import type { RigReport } from "./report";
import { carrierOf, disturb, firedOf, type Rig, type RigOptions, shortfalls, withCopy } from "./rig";
import { sweeper } from "./sweeper";
import { enterWorld } from "./world";

const mostKills = 50;
const shares = { duplicates: 0.1, reordered: 0.1, carrier5xx: 0.05, severed: 0.02 };
const calmWithinMs = 300_000;

/**
 * One campaign to 100,000 on two numbers. The app is killed fifty times and PostgreSQL once while the carrier refuses, severs, repeats and
 * reorders; when all has settled, the database is compared with the carrier's own log. The budget pays for everybody once.
 */
export const campaign = (options: RigOptions): Promise<RigReport> => withCopy("campaign", options, run);

async function run(copy: Launched, rig: Rig, owner: Sql): Promise<RigReport> {
  enterWorld(copy.env);
  const carrier = carrierOf(copy);
  await carrier.changeSettings({
    statusDelaysMs: { sent: 20, delivered: 50, read: 50, held: 100 },
    webhooks: { gatherMs: 250, maxBatch: 1_000, retryBaseMs: 200, retryMaxMs: 2_000 },
  });
  const stage = await campaignStage({ numbers: 2, people: rig.recipients, throughput: "HIGH" }, owner);
  rig.say(`${rig.recipients} people are there`);
  await carrier.setFaults({ seed: rig.seed, ...shares });
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 100) / 10;
  const budgetMicros = String((await priceOf(stage)) * BigInt(rig.recipients));
  const campaignId = await launchFrom(stage, { budgetMicros });
  const course = new CampaignCourse(
    owner,
    campaignId,
    rig.recipients,
    sweeper(copy.env, [stage], ["campaigns"]),
    rig.say,
  );
  const kills = Math.max(5, Math.min(mostKills, Math.floor(rig.recipients / 1_000)));
  const struck = await disturb(copy, course, planKills(rig.seed, course.total, kills), rig);
  const fired = firedOf(struck, await carrier.faults());
  const sendingSeconds = seconds();
  await carrier.setFaults({});
  rig.say(`everybody decided about after ${sendingSeconds} s; waiting until everything has settled`);
  const sweep = sweeper(copy.env, [stage]);
  await untilCalm(owner, carrier, sweep, calmWithinMs);
  await untilEnded(owner, campaignId, sweep);
  const audit = await checkAudit([stage]);
  const logs = readLogs(path.join(rig.localDir, "carrier"), path.join(rig.localDir, "none"));
  const tables = await readTables(owner);
  const { violations: found, outOfOrder, states } = judge(logs, tables);
  const violations = [
    ...found,
    ...judgeCampaign(logs, tables, await readCampaign(owner, campaignId), course.highest),
  ];
  const missing = logs.accepted.length === 0 ? ["no sends"] : [];
  return {
    faults: "campaign",
    figures: {
      ...countsOf(violations),
      outOfOrder,
      states,
      ...audit.figures,
      ...fired,
      webhooks: logs.acknowledged,
      sends: logs.accepted.length,
      recipients: rig.recipients,
      sendingSeconds,
      seconds: seconds(),
    },
    violations: [...violations, ...audit.violations, ...shortfalls(fired, rig, { kills }, missing)],
  };
}

/** What nobody knows the fate of is put before a person after a quarter of an hour: made to look as old, since no callback is left to come. */
async function untilEnded(owner: Sql, campaignId: string, sweep: () => Promise<void>): Promise<void> {
  await owner`update deliveries set claimed_at = claimed_at - interval '16 minutes' where state = 'unknown' and unsettled`;
  for (const giveUp = Date.now() + 60_000; Date.now() < giveUp; await wait(1_000)) {
    await sweep();
    const [left] = await owner`
      select 1 from campaigns where id = ${campaignId} and state = 'running'
      union all select 1 from deliveries where state = 'unknown' limit 1`;
    if (!left) return;
  }
}
