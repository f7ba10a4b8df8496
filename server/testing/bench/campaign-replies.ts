import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import { newId } from "@/db/id";
import { sandbox } from "@/server/channels/provision";
import { readAcceptedSends } from "@/server/sandbox/journal";
import { type CampaignStage, campaignStage, launchFrom, learnStatistics } from "../campaign-stage";
import type { CampaignLane } from "./campaign";
import { endCampaign, untilSending } from "./campaign-pace";
import type { Figures } from "./cli";
import { median, percentile, up } from "./figures";
import { browserOf } from "./sessions";

const rounds = 3;
const customers = 20;
/** A team of agents answers so often; one after the other. */
const everyMs = 100;

/** When each reply was asked for, by message. */
type Asked = Map<string, number>;

/**
 * Agents' replies on a number, from the request until the carrier has them: with nothing beside them, and beside a campaign that has all
 * that is left of the number. In rounds that alternate; of their medians the median.
 */
export async function replyFigures({ owner, localDir, quick, say }: CampaignLane): Promise<Figures> {
  const replies = quick ? 30 : 100;
  const people = Math.ceil(80 * (rounds + 1) * (30 + (replies * everyMs) / 200));
  const stage = await campaignStage({ numbers: 1, people, throughput: "STANDARD" }, owner);
  await customersWrite(owner, stage);
  const round = (count: number) => reply(stage, owner, count);
  await round(2 * customers);
  const idle: Asked[] = [await round(replies)];
  const campaignId = await launchFrom(stage);
  const { campaigns } = await browserOf(stage);
  const busy: Asked[] = [];
  for (let n = 1; n <= rounds; n++) {
    await untilSending();
    await wait(3_000);
    await learnStatistics(owner);
    await wait(1_000);
    busy.push(await round(replies));
    if (n === rounds) break;
    await campaigns.pause.mutate({ campaignId });
    await wait(3_000);
    idle.push(await round(replies));
    await campaigns.resume.mutate({ campaignId });
  }
  await endCampaign(stage, campaignId);
  const times = acceptances(localDir);
  const [alone, beside] = [idle, busy].map((all) => all.map((asked) => latencies(asked, times)));
  const medians = (all: number[][] = []) => all.map((one) => percentile(one, 0.5));
  say(
    `replies alone ${medians(alone).map((ms) => up(ms))} ms, beside a campaign ${medians(beside).map((ms) => up(ms))} ms`,
  );
  const [idleP50, busyP50] = [median(medians(alone)), median(medians(beside))];
  return {
    replySlowdown: up(busyP50 / idleP50, 2),
    replyP50: up(busyP50),
    replyP95: up(percentile((beside ?? []).flat(), 0.95)),
    idleReplyP50: up(idleP50),
    idleReplyP95: up(percentile((alone ?? []).flat(), 0.95)),
  };
}

async function customersWrite(owner: Sql, { orgId, phoneIds }: CampaignStage): Promise<void> {
  for (let n = 0; n < customers; n++)
    await sandbox().inbound(phoneIds[0] ?? "", {
      customer: { phone: `549116${String(5_000_000 + n)}`, name: `Cliente ${n}` },
      message: { type: "text", text: { body: "Hola" } },
    });
  for (const giveUp = Date.now() + 30_000; Date.now() < giveUp; await wait(100)) {
    const [row] = await owner<{ open: number }[]>`
      select count(*)::int as open from conversations where org_id = ${orgId} and state = 'open'`;
    if (row?.open === customers) return;
  }
  throw new Error("The customers' messages did not arrive");
}

async function reply(stage: CampaignStage, owner: Sql, count: number): Promise<Asked> {
  const { conversations } = await browserOf(stage);
  const asked: Asked = new Map();
  const open = await owner<{ id: string; seq: number; epoch: number }[]>`
    select id, last_seq as seq, epoch from conversations where org_id = ${stage.orgId} and state = 'open' order by id`;
  for (let n = 0; n < count; n++) {
    const to = open[n % open.length];
    if (!to) throw new Error("Nobody has written");
    const at = Date.now();
    const content = { type: "text" as const, body: `Respuesta ${n}` };
    const sent = await conversations.reply.mutate({
      conversationId: to.id,
      clientMessageId: newId(),
      content,
      seenSeq: to.seq,
      epoch: to.epoch,
    });
    asked.set(sent.messageId, at);
    to.seq = sent.seq;
    await wait(everyMs);
  }
  return asked;
}

/** By our message id, when the carrier took it. It runs on this machine's clock. */
const acceptances = (localDir: string): Map<string, number> =>
  new Map(
    readAcceptedSends(path.join(localDir, "carrier")).map((sent) => [
      sent.biz_opaque_callback_data ?? "",
      Date.parse(sent.time),
    ]),
  );

function latencies(asked: Asked, accepted: Map<string, number>): number[] {
  return [...asked].map(([id, at]) => {
    const taken = accepted.get(id);
    if (taken === undefined) throw new Error(`The carrier never took the reply ${id}`);
    return taken - at;
  });
}
