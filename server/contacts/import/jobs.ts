import { importRequested } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";
import { type OrgId, scopeForSystem } from "@/server/scope";
import { advanceImport } from "./advance-import";
import type { Wake } from "./schema";

/** Pieces of one run; then it goes on in another, so that none grows without an end. */
const pieces = 20;

/** A file's rows, a few seconds' worth at a time: each piece goes on where the one before got to, whatever happened to that. */
export const importContacts = inngest.createFunction(
  {
    id: "import-contacts",
    triggers: [importRequested],
    concurrency: [{ limit: 1, key: "event.data.orgId" }, { limit: 2 }],
    retries: 10,
  },
  async ({ event, step }) => {
    const { orgId, importId } = event.data;
    for (let piece = 1; piece <= pieces; piece++) {
      const more = await step.run(`piece-${piece}`, async () =>
        advanceImport(await scopeForSystem(orgId, "import"), importId),
      );
      if (!more) return;
    }
    await step.sendEvent("go-on", importRequested.create({ orgId, importId }));
  },
);

/** An engine that is away leaves the import where it is: the page offers to go on with it. */
export function wakeBy(orgId: OrgId): Wake {
  return async (importId) => {
    await inngest
      .send(importRequested.create({ orgId, importId }))
      .catch((error) => log().warn({ err: error }, "An import waits to be gone on with"));
  };
}
