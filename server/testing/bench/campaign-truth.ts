import type { Sql } from "postgres";
import { inOrg } from "@/db/org";
import { claimRecipients } from "@/server/campaigns/claim-recipients";
import { readAhead } from "@/server/campaigns/read-ahead";
import { type CampaignWork, readWork } from "@/server/campaigns/read-work";
import { type Sender, takeSender } from "@/server/campaigns/sender-lease";
import { createConnector } from "@/server/connectors/create-connector";
import type { ConnectorInput } from "@/server/connectors/schema";
import { bankConnector, bankMany, prepareBank } from "@/server/testing/connector-source";
import { type CampaignStage, campaignStage, launchFrom } from "../campaign-stage";
import type { CampaignLane } from "./campaign";
import { untilPrepared } from "./campaign-launch";
import type { Figures } from "./cli";
import { percentile, timed, up } from "./figures";

/** As many as a sender claims at once. */
const batch = 16;

/**
 * What it adds to ask the sample bank about each recipient and to hold the answer against the condition: batches of a campaign that does,
 * read ahead and claimed, each beside a batch of one that does not. Per recipient, and of the whole batch; the same of a bank that is
 * asked about one at a time, in turn with it.
 */
export async function truthFigures(lane: CampaignLane): Promise<Figures> {
  const turns = lane.quick ? 40 : 200;
  const people = batch * (turns + 20);
  await knowDebtors(people);
  const many = await pairOf(lane, people, bankMany);
  const single = await pairOf(lane, people, () => null);
  const added: { many: number[]; single: number[] } = { many: [], single: [] };
  for (let turn = -10; turn < turns; turn++) {
    const [one, other] = [await addedBy(many), await addedBy(single)];
    // The first turns prepare statements.
    if (turn < 0) continue;
    added.many.push(one);
    added.single.push(other);
  }
  const [batchP50, batchP99] = [percentile(added.many, 0.5), percentile(added.many, 0.99)];
  const [singleP50, singleP99] = [percentile(added.single, 0.5), percentile(added.single, 0.99)];
  lane.say(
    `checking a batch of ${batch} adds ${up(batchP50)} ms, p99 ${up(batchP99)} ms; one by one ${up(singleP50)} and ${up(singleP99)} ms`,
  );
  return {
    truthCheckP99: up(batchP99 / batch),
    truthCheckBatchP50: up(batchP50),
    truthCheckBatchP99: up(batchP99),
    truthCheckSinglesP50: up(singleP50),
    truthCheckSinglesP99: up(singleP99),
  };
}

/** The bank knows whoever is on a stage. */
async function knowDebtors(count: number): Promise<void> {
  const { BANK_URL: url = "", BANK_KEY: key = "" } = process.env;
  const body = JSON.stringify({ count });
  await fetch(`${url}/admin/debtors`, { method: "POST", headers: { "x-api-key": key }, body });
}

/** Two campaigns to the same people: one asks the bank before it sends. */
interface Pair {
  stage: CampaignStage;
  sender: Sender;
  asking: CampaignWork;
  bare: CampaignWork;
}

async function pairOf({ owner }: CampaignLane, people: number, many: Many): Promise<Pair> {
  const stage = await campaignStage({ numbers: 1, people, throughput: "STANDARD" }, owner);
  const { BANK_URL: url = "", BANK_KEY: key = "" } = process.env;
  await prepareBank(stage.scope);
  await createConnector(stage.scope, bankConnector(url, key, { cacheSeconds: 0, many: many(url) }));
  const sender = await holdNumber(stage, owner);
  const balance = { key: "balance", type: "number", test: { is: "more", value: 0 } };
  const condition = { match: "all", conditions: [{ kind: "attribute", attribute: balance }] };
  const checked = await launchFrom(stage, { check: { condition, seconds: 60, words: "Pagó" } });
  const plain = await launchFrom(stage);
  return {
    ...{ stage, sender },
    asking: await prepared(stage, owner, checked),
    bare: await prepared(stage, owner, plain),
  };
}

type Many = (url: string) => ConnectorInput["many"];

async function prepared({ scope }: CampaignStage, owner: Sql, id: string): Promise<CampaignWork> {
  await untilPrepared(owner, id);
  const work = await inOrg(scope, (s) => readWork(s, id));
  if (!work) throw new Error("The campaign is gone");
  return work;
}

async function addedBy({ stage, sender, asking, bare }: Pair): Promise<number> {
  const without = await timed(() => claim(stage, bare, sender));
  return (await timed(() => claim(stage, asking, sender))) - without;
}

/** The app would send what is claimed here. */
async function holdNumber({ scope, numberIds }: CampaignStage, owner: Sql): Promise<Sender> {
  const sender = await takeSender(scope, numberIds[0] ?? "");
  if (!sender) throw new Error("The number is taken");
  await owner`update campaign_senders set lease_until = now() + interval '1 hour' where lease = ${sender.lease}`;
  return sender;
}

async function claim({ scope }: CampaignStage, work: CampaignWork, { account }: Sender): Promise<void> {
  await readAhead(scope, work, account.id, batch);
  const { placed } = await inOrg(scope, (s) => claimRecipients(s, work, account, batch));
  if (placed.length < batch) throw new Error(`${placed.length} of ${batch} were to be written to`);
}
