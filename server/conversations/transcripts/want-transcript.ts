import { afterCommit, type OrgScope } from "@/db/org";
import { transcriptWanted } from "@/server/events";
import { inngest } from "@/server/inngest-client";
import { log } from "@/server/log";
import type { OrgId } from "@/server/scope";
import { transcriptionHost } from "@/server/transcription";

/**
 * A customer's sound is stored: where the organization has all of them written down, it is to be heard, once. In the caller's
 * transaction, so that none is forgotten; whoever receives it waits for nothing.
 */
export async function wantTranscript(s: OrgScope, attachmentId: string): Promise<void> {
  if (!transcriptionHost()) return;
  const wanted = await s.sql`
    insert into transcripts (attachment_id, message_id, state, next_try_at)
    select a.id, m.id, 'pending', now() from attachments a join messages m on m.org_id = a.org_id and m.id = a.message_id
      join organizations o on o.id = a.org_id
    where a.org_id = ${s.orgId} and a.id = ${attachmentId} and a.state = 'ready' and m.direction = 'in' and m.kind = 'audio'
      and m.revoked_at is null and o.transcripts = 'always'
    on conflict do nothing returning attachment_id`;
  if (wanted.length > 0) afterCommit(s, () => tellWanted(s.orgId, [attachmentId]));
}

/** Leaves sounds with the job engine; without it the sweeper looks for them each minute. */
export function tellWanted(orgId: OrgId, attachmentIds: string[]): void {
  if (attachmentIds.length === 0) return;
  const events = attachmentIds.map((attachmentId) => transcriptWanted.create({ orgId, attachmentId }));
  inngest.send(events).catch((error) => log().warn({ err: error }, "A transcript waits for the sweeper"));
}
