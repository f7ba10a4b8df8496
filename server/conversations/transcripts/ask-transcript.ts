import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { transcriptionHost } from "@/server/transcription";
import { readable } from "../queries/visible";
import type { askTranscriptInput } from "./schema";
import { tellWanted } from "./want-transcript";

interface Sound {
  attachment_id: string;
  conversation_id: string;
  allowed: boolean;
}

/**
 * A member wants to read what a customer said: it is to be written down, unless it is already, or on its way. Throws NOT_FOUND where they
 * see no such sound, UNAVAILABLE where the organization or the platform hands none to anybody.
 */
export async function askTranscript(
  scope: MemberScope,
  { messageId }: z.infer<typeof askTranscriptInput>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [sound] = await s.sql<Sound[]>`
      select a.id as attachment_id, m.conversation_id,
        (select o.transcripts <> 'never' from organizations o where o.id = ${s.orgId}) as allowed
      from messages m join conversations c on c.org_id = m.org_id and c.id = m.conversation_id
        join attachments a on a.org_id = m.org_id and a.message_id = m.id
      where m.org_id = ${s.orgId} and m.id = ${messageId} and m.direction = 'in' and m.kind = 'audio' and m.revoked_at is null
        and a.state = 'ready' and ${readable(bound)} limit 1`;
    if (!sound) throw new DomainError("NOT_FOUND");
    if (!sound.allowed || !transcriptionHost()) throw new DomainError("UNAVAILABLE");
    const wanted = await s.sql`
      insert into transcripts as t (attachment_id, message_id, state, next_try_at)
      values (${sound.attachment_id}, ${messageId}, 'pending', now())
      on conflict (org_id, attachment_id) do update set state = 'pending', reason = null, attempts = 0, next_try_at = now(),
        settled_at = null where t.state in ('failed', 'withdrawn') returning t.attachment_id`;
    if (wanted.length === 0) return;
    await record(s, { action: "transcript.asked", subject: ["message", messageId] });
    await publish(s, [{ kind: "conversation", id: sound.conversation_id }]);
    afterCommit(s, () => tellWanted(s.orgId, [sound.attachment_id]));
  });
}
