import { campaignLaunched, numberBusy } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { scopeForSystem } from "@/server/scope";
import { prepareCampaign } from "./prepare-campaign";
import { sendSlice } from "./send-slice";

/** Pieces of one run; then it goes on in another, so that none grows without an end. */
const pieces = 30;
/** How long one piece of sending lasts, in ms: in between, other organizations' numbers have their turn. */
const slice = 15_000;

/** Who is meant by a launched campaign, a second's worth at a time. */
export const prepareLaunched = inngest.createFunction(
  {
    id: "prepare-campaign",
    triggers: [campaignLaunched],
    concurrency: [{ limit: 1, key: "event.data.campaignId" }, { limit: 2 }],
    retries: 10,
  },
  async ({ event, step }) => {
    const { orgId, campaignId } = event.data;
    for (let piece = 1; piece <= pieces; piece++) {
      const more = await step.run(`piece-${piece}`, async () =>
        prepareCampaign(await scopeForSystem(orgId, "campaigns"), campaignId),
      );
      if (!more) return;
    }
    await step.sendEvent("go-on", campaignLaunched.create({ orgId, campaignId }));
  },
);

/**
 * Sends campaigns on a number for a while, and goes on in another run while there is something. One run per number; who comes second
 * finds the number taken and ends. A few numbers at once, the others in turn.
 */
export const sendDue = inngest.createFunction(
  {
    id: "send-campaigns",
    triggers: [numberBusy],
    concurrency: [{ limit: 1, key: "event.data.channelAccountId" }, { limit: 8 }],
    retries: 20,
  },
  async ({ event, step }) => {
    const { orgId, channelAccountId } = event.data;
    const left = await step.run("slice", async () =>
      sendSlice(await scopeForSystem(orgId, "campaigns"), channelAccountId, slice),
    );
    if (left === "more") await step.sendEvent("go-on", numberBusy.create({ orgId, channelAccountId }));
  },
);
