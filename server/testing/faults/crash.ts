import path from "node:path";
import type { Sql } from "postgres";
import type { Launched } from "@/server/local/launcher";
import { checkAudit } from "./audit-check";
import { judge } from "./auditor";
import { untilCalm } from "./calm";
import { readLogs, readTables } from "./evidence";
import { planKills } from "./kills";
import { Load } from "./load";
import type { RigReport } from "./report";
import { carrierOf, disturb, firedOf, type Rig, type RigOptions, shortfalls, withCopy } from "./rig";
import { sweeper } from "./sweeper";
import { foundWorld } from "./world";

const kills = 11;
const amounts = { inbound: 1_000, replies: 200 };
const shares = { duplicates: 0.1, reordered: 0.1, carrier5xx: 0.05, severed: 0.02 };
const calmWithinMs = 120_000;

/**
 * Kills the app eleven times and PostgreSQL once under 1,000 webhooks and 200 replies, with a carrier that repeats, reorders, refuses and
 * severs; lets everything settle, and compares what is left with the carrier's own log.
 */
export const crash = (options: RigOptions): Promise<RigReport> => withCopy("crash", options, run);

async function run(copy: Launched, rig: Rig, owner: Sql): Promise<RigReport> {
  const began = Date.now();
  const seconds = () => Math.round((Date.now() - began) / 100) / 10;
  const orgs = await foundWorld(copy.env);
  const carrier = carrierOf(copy);
  await carrier.changeSettings({ webhooks: { maxBatch: 1, retryBaseMs: 200, retryMaxMs: 2_000 } });
  await carrier.setFaults({ seed: rig.seed, ...shares });
  const logFile = path.join(rig.localDir, "replies.jsonl");
  const load = new Load({ ...amounts, seed: rig.seed, url: copy.url, logFile }, carrier, orgs);
  const struck = await disturb(copy, load, planKills(rig.seed, load.total, kills), rig);
  const fired = firedOf(struck, await carrier.faults());
  await carrier.setFaults({});
  rig.say(`faults over after ${seconds()} s; waiting until everything has settled`);
  await untilCalm(owner, carrier, sweeper(copy.env, orgs), calmWithinMs);
  const audit = await checkAudit(orgs);
  const logs = readLogs(path.join(rig.localDir, "carrier"), logFile);
  const { violations, ...figures } = judge(logs, await readTables(owner));
  const missing = [
    ...(logs.acknowledged < amounts.inbound ? [`${logs.acknowledged} webhooks`] : []),
    ...(logs.replies.length < amounts.replies ? [`${logs.replies.length} sends`] : []),
  ];
  return {
    faults: "crash",
    figures: {
      ...figures,
      ...audit.figures,
      ...fired,
      webhooks: logs.acknowledged,
      sends: logs.replies.length,
      accepted: logs.accepted.length,
      seconds: seconds(),
    },
    violations: [...violations, ...audit.violations, ...shortfalls(fired, rig, { kills: 10 }, missing)],
  };
}
