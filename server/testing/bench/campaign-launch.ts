import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import { newId } from "@/db/id";
import { type CampaignStage, campaignStage, draftOf } from "../campaign-stage";
import type { CampaignLane } from "./campaign";
import type { Figures } from "./cli";
import { timed, up } from "./figures";
import { residentMb } from "./memory";
import { browserOf } from "./sessions";

/**
 * From the request to launch until everybody who is meant is written down, and by how much the app grows meanwhile: after one to a single
 * person, which loads what launching needs.
 */
export async function launchFigures({ copy, owner, quick, say }: CampaignLane): Promise<Figures> {
  const people = quick ? 100_000 : 1_000_000;
  const stage = await campaignStage({ numbers: 1, people, throughput: "STANDARD" }, owner);
  say(`${people} people are there`);
  const { campaigns } = await browserOf(stage);
  // Tomorrow: what is measured is making ready.
  const startsAt = new Date(Date.now() + 86_400_000).toISOString();
  const written = async (name: string, draft: ReturnType<typeof draftOf>) => {
    const campaignId = newId();
    await campaigns.create.mutate({ clientCampaignId: campaignId, name, draft });
    return campaignId;
  };
  const single = await written(
    "Una persona",
    draftOf(stage, { startsAt, audience: await onePerson(owner, stage) }),
  );
  await campaigns.launch.mutate({ campaignId: single, version: 1 });
  await untilPrepared(owner, single);
  const campaignId = await written("Un millón", draftOf(stage, { startsAt }));
  const resident = () => (copy.pids.app ? (residentMb(copy.pids.app) ?? 0) : 0);
  const before = resident();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, resident());
  }, 200);
  const request = await timed(() => campaigns.launch.mutate({ campaignId, version: 1 }));
  const rest = await timed(() => untilPrepared(owner, campaignId));
  clearInterval(watch);
  const [row] = await owner<{ planned: number }[]>`
    select count(*)::int as planned from campaign_recipients where campaign_id = ${campaignId} and state = 'planned'`;
  if (row?.planned !== people) throw new Error(`${row?.planned} of ${people} are to be written to`);
  const seconds = up((request + rest) / 1_000, 2);
  say(`${people} ready in ${seconds} s, the request took ${up(request)} ms`);
  return { launchSeconds1M: seconds, launchRequestMs: up(request), launchRssMb: up(most - before) };
}

async function onePerson(owner: Sql, { orgId }: CampaignStage) {
  const rows = await owner<{ id: string }[]>`select id from contacts where org_id = ${orgId} limit 1`;
  return { kind: "contacts", contactIds: rows.map(({ id }) => id) };
}

export async function untilPrepared(owner: Sql, campaignId: string): Promise<void> {
  for (const giveUp = Date.now() + 600_000; Date.now() < giveUp; await wait(50)) {
    const [row] = await owner`select 1 from campaigns where id = ${campaignId} and state <> 'preparing'`;
    if (row) return;
  }
  throw new Error("The campaign was not ready within ten minutes");
}
