import type { Sql } from "postgres";
import { inOrg } from "@/db/org";
import { claimRecipients } from "@/server/campaigns/claim-recipients";
import { readAhead } from "@/server/campaigns/read-ahead";
import { type CampaignWork, readWork } from "@/server/campaigns/read-work";
import { type Sender, takeSender } from "@/server/campaigns/sender-lease";
import { createConnector } from "@/server/connectors/create-connector";
import { bankConnector, prepareBank } from "@/server/testing/connector-source";
import { type CampaignStage, campaignStage, launchFrom } from "../campaign-stage";
import type { CampaignLane } from "./campaign";
import { untilPrepared } from "./campaign-launch";
import type { Figures } from "./cli";
import { percentile, timed, up } from "./figures";

/** As many as a sender claims at once. */
const batch = 16;

/**
 * What it adds to ask the sample bank about each recipient and to hold the answer against the condition: batches of a campaign that does,
 * read ahead and claimed, each beside a batch of one that does not. Per recipient, and of the whole batch.
 */
export async function truthFigures({ owner, quick, say }: CampaignLane): Promise<Figures> {
  const turns = quick ? 40 : 200;
  const people = batch * (turns + 20);
  const stage = await campaignStage({ numbers: 1, people, throughput: "STANDARD" }, owner);
  await askBank(stage);
  const sender = await holdNumber(stage, owner);
  const balance = { key: "balance", type: "number", test: { is: "more", value: 0 } };
  const condition = { match: "all", conditions: [{ kind: "attribute", attribute: balance }] };
  const checked = await launchFrom(stage, { check: { condition, seconds: 60, words: "Pagó" } });
  const plain = await launchFrom(stage);
  const works: CampaignWork[] = [];
  for (const id of [checked, plain]) {
    await untilPrepared(owner, id);
    const work = await inOrg(stage.scope, (s) => readWork(s, id));
    if (work) works.push(work);
  }
  const [asking, bare] = works;
  if (!asking || !bare) throw new Error("The campaigns are gone");
  const added: number[] = [];
  for (let turn = -10; turn < turns; turn++) {
    const without = await timed(() => claim(stage, bare, sender));
    const withCheck = await timed(() => claim(stage, asking, sender));
    // The first turns prepare statements.
    if (turn >= 0) added.push(withCheck - without);
  }
  const batchP99 = percentile(added, 0.99);
  say(`checking a batch of ${batch} adds ${up(percentile(added, 0.5))} ms, p99 ${up(batchP99)} ms`);
  return {
    truthCheckP99: up(batchP99 / batch),
    truthCheckBatchP50: up(percentile(added, 0.5)),
    truthCheckBatchP99: up(batchP99),
  };
}

/** The bank knows few: whoever is asked about has the products of one of them. */
async function askBank({ scope }: CampaignStage): Promise<void> {
  const { BANK_URL: url = "", BANK_KEY: key = "" } = process.env;
  await prepareBank(scope);
  const known = `${url}/v1/customers?phone=5491155017310&of={{contact.phone}}`;
  await createConnector(scope, bankConnector(url, key, { url: known, cacheSeconds: 0 }));
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
