import { messageScheduled, scheduleWithdrawn } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";
import { type OrgId, scopeForSystem } from "@/server/scope";
import type { Wake } from "./schema";
import { sendDue } from "./send-due";

/** Sleeps until a message is due, then sends it; what was changed or taken back meanwhile ends the sleep. */
export const sendScheduled = inngest.createFunction(
  {
    id: "send-scheduled",
    triggers: [messageScheduled],
    cancelOn: [{ event: "schedule/withdrawn", match: "data.scheduledId" }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { orgId, scheduledId, dueAt } = event.data;
    await step.sleepUntil("due", dueAt);
    return step.run("send", async () => sendDue(await scopeForSystem(orgId, "scheduled"), scheduledId));
  },
);

/** Leaves the wake-up with the job engine; the one before, of an earlier time, goes first. Nobody waits for it. */
export function wakeBy(orgId: OrgId): Wake {
  return async ({ scheduledId, revision, dueAt }) => {
    if (revision > 1) await withdrawBy(orgId)(scheduledId);
    tell(messageScheduled.create({ orgId, scheduledId, revision, dueAt: dueAt.toISOString() }));
  };
}

export function withdrawBy(orgId: OrgId): (scheduledId: string) => Promise<void> {
  return async (scheduledId) => tell(scheduleWithdrawn.create({ orgId, scheduledId }));
}

/** A job engine that is away delays nothing but the moment: the sweeper looks for what is due each minute. */
function tell(event: Parameters<typeof inngest.send>[0]): void {
  inngest.send(event).catch((error) => log().warn({ err: error }, "A schedule waits for the sweeper"));
}
