import { workPlanned } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";
import type { OrgId } from "@/server/scope";
import type { Plan } from "./rules/plan";

/** Wake-ups of one organization within so many ms are one. */
const grain = 5_000;

/**
 * Leaves a wake-up with the job engine for each moment at which a later step of these plans opens. Minutes pass alike on every clock, so
 * they are counted from the real one. An engine that is away delays nothing but the moment: the sweeper looks each minute.
 */
export function wakeSteps(orgId: OrgId, plans: Plan[], now = Date.now()): void {
  const moments = new Set(
    plans.flatMap((plan) =>
      plan.steps.flatMap(({ after }) =>
        after > 0 ? [Math.ceil((now + after * 60_000) / grain) * grain] : [],
      ),
    ),
  );
  if (moments.size === 0) return;
  const events = [...moments].map((at) => ({
    ...workPlanned.create({ orgId, opensAt: new Date(at).toISOString() }),
    // The same moment of the same organization, from whichever plan, is one run.
    id: `${orgId}:${at}`,
  }));
  inngest.send(events).catch((error) => log().warn({ err: error }, "A step of a plan waits for the sweeper"));
}
