import { inOrg } from "@/db/org";
import { contactErasing } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";
import { type OrgId, type Scope, scopeForSystem } from "@/server/scope";
import type { Wake } from "./erase-contact";
import { eraseSome } from "./erase-some";

/** Of one step: well within what a request may take. */
const stepMs = 15_000;

/** Erases what is left of a contact, step by step; one of an organization at a time, so that nobody waits for it. */
export const eraseContacts = inngest.createFunction(
  {
    id: "erase-contact",
    triggers: [contactErasing],
    concurrency: [{ limit: 1, key: "event.data.orgId" }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { orgId, erasureId } = event.data;
    let done = false;
    for (let part = 0; !done; part++)
      done = await step.run(`part-${part}`, async () =>
        eraseSome(await scopeForSystem(orgId, "erasure"), erasureId, stepMs),
      );
  },
);

/** Nobody waits for the job engine; where it is away, the sweeper finds what was begun. */
export function wakeErasure(orgId: OrgId): Wake {
  return (erasureId) => {
    inngest
      .send(contactErasing.create({ orgId, erasureId }))
      .catch((error) => log().warn({ err: error }, "An erasure waits for the sweeper"));
  };
}

/** What a crash left half done, of the organization. */
export async function resumeErasures(scope: Scope): Promise<void> {
  const left = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ id: string }[]>`
      select id from erasures where org_id = ${orgId} and finished_at is null and requested_at < app_now() - interval '1 minute'
      order by requested_at limit 20`,
  );
  for (const { id } of left) await eraseSome(scope, id, stepMs);
}
