import { workPlanned } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { afterPlaceFreed } from "@/server/reactions";
import { scopeForSystem } from "@/server/scope";

/** Sleeps until a later step of a plan opens: then there may be a free place for what waits. */
export const openStep = inngest.createFunction(
  { id: "open-step", triggers: [workPlanned], retries: 3 },
  async ({ event, step }) => {
    const { orgId, opensAt } = event.data;
    await step.sleepUntil("opens", opensAt);
    await step.run("assign", async () => afterPlaceFreed(await scopeForSystem(orgId, "routing")));
  },
);
