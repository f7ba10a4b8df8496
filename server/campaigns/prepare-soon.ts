import { campaignLaunched, numberBusy, workLeft } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";

/** Wakes the job that writes down who is meant. An engine that is away leaves it to the sweeper. */
export async function prepareSoon(orgId: string, campaignId: string): Promise<void> {
  await inngest
    .send(campaignLaunched.create({ orgId, campaignId }))
    .catch((error) => log().warn({ err: error }, "A campaign waits for the sweeper to be prepared"));
}

/** Wakes the senders of numbers. Those that are at it already notice nothing. */
export async function sendSoon(orgId: string, numberIds: string[]): Promise<void> {
  if (numberIds.length === 0) return;
  await inngest
    .send(numberIds.map((channelAccountId) => numberBusy.create({ orgId, channelAccountId })))
    .catch((error) => log().warn({ err: error }, "Campaigns wait for the sweeper to be sent"));
}

/** Has the sweeper look after the organization's campaigns now. */
export async function advanceSoon(orgId: string): Promise<void> {
  await inngest
    .send(workLeft.create({ orgId, work: "campaigns" }))
    .catch((error) => log().warn({ err: error }, "Campaigns wait for the next sweep"));
}
