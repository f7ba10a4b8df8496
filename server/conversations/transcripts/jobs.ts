import { inOrg } from "@/db/org";
import { transcriptWanted } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { type Scope, scopeForSystem } from "@/server/scope";
import { transcribe } from "./transcribe";
import { tellWanted } from "./want-transcript";

/**
 * Hears one sound. A service may take two minutes for each: few at a time, and one of an organization, so that a day's voice messages
 * of one keep nobody else's waiting. Tries are counted in the row, not here.
 */
export const transcribeWanted = inngest.createFunction(
  {
    id: "transcribe",
    triggers: [transcriptWanted],
    concurrency: [{ limit: 2, key: "event.data.orgId" }, { limit: 4 }],
    retries: 0,
  },
  async ({ event }) => {
    const { orgId, attachmentId } = event.data;
    return transcribe(await scopeForSystem(orgId, "transcripts"), attachmentId);
  },
);

/** Hands what is due to the engine again: what a crash left, and what the service refused for the time being. */
export async function resumeTranscripts(scope: Scope): Promise<void> {
  const due = await inOrg(
    scope,
    (s) => s.sql<{ attachment_id: string }[]>`
      select attachment_id from transcripts where org_id = ${s.orgId} and state = 'pending' and next_try_at <= now()
      order by next_try_at limit 50`,
  );
  tellWanted(
    scope.orgId,
    due.map((row) => row.attachment_id),
  );
}
