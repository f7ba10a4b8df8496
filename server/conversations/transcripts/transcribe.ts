import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { log } from "@/server/log";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { storage } from "@/server/storage";
import { hear, MOST_SOUND_BYTES, soundFormat, TranscriptionError } from "@/server/transcription";
import { readOgg } from "../voice/read-ogg";
import { refusedBefore } from "./rules/transcribable";
import { tryAgainIn } from "./rules/try-again";
import type { TranscriptState } from "./schema";

/** Longer than any call: a crash costs that pause and nothing else. */
const leaseSeconds = 300;
/** What is kept of a text, in letters: half an hour of quick speech. */
const mostLetters = 30_000;

interface Taken {
  attempts: number;
  key: string;
  mime: string;
  message_id: string;
  conversation_id: string;
  /** Taken back by the customer meanwhile, or not to leave any more. */
  withdrawn: boolean;
}

interface Ended {
  state: TranscriptState;
  reason?: string;
  /** Of what is still pending. */
  againInMs?: number;
  text?: string;
}

/**
 * Has one sound written down, if it is due: handed to the service outside any transaction, then kept with its message. However often
 * this runs, the message gets one text. Returns the state that it left; null when there was nothing to do.
 */
export async function transcribe(scope: Scope, attachmentId: string): Promise<TranscriptState | null> {
  const taken = await inOrg(scope, (s) => take(s, attachmentId));
  if (!taken) return null;
  const ended = taken.withdrawn ? { state: "withdrawn" as const } : await heard(taken);
  await inOrg(scope, (s) => settle(s, attachmentId, taken, ended));
  return ended.state;
}

/** Puts its next try ahead under the row's lock: who comes second finds nothing due. */
async function take(s: OrgScope, attachmentId: string): Promise<Taken | undefined> {
  const [taken] = await s.sql<Taken[]>`
    update transcripts t set attempts = t.attempts + 1, next_try_at = now() + ${leaseSeconds} * interval '1 second'
    from attachments a, messages m, organizations o
    where t.org_id = ${s.orgId} and t.attachment_id = ${attachmentId} and t.state = 'pending' and t.next_try_at <= now()
      and a.org_id = t.org_id and a.id = t.attachment_id and m.org_id = t.org_id and m.id = t.message_id and o.id = t.org_id
    returning t.attempts, a.storage_key as key, a.mime, t.message_id, m.conversation_id,
      m.revoked_at is not null or o.transcripts = 'never' as withdrawn`;
  return taken;
}

async function heard(taken: Taken): Promise<Ended> {
  try {
    const bytes = await storage().get(taken.key);
    const facts = {
      known: soundFormat(taken.mime) !== null,
      bytes: bytes.length,
      durationMs: readOgg(bytes)?.durationMs ?? null,
    };
    const refused = refusedBefore(facts, MOST_SOUND_BYTES);
    if (refused) return { state: refused };
    return { state: "done", text: (await hear({ bytes, mime: taken.mime })).slice(0, mostLetters) };
  } catch (error) {
    return endOf(error, taken);
  }
}

/** Also a storage that is away: it is tried again like a service that is. */
function endOf(error: unknown, { attempts, message_id }: Taken): Ended {
  const { reason, retryAfterMs } =
    error instanceof TranscriptionError ? error : { reason: "storage", retryAfterMs: null };
  log().info({ err: error, message: message_id, attempts }, "A sound was not written down");
  if (reason === "too-long" || reason === "unsupported") return { state: reason };
  const againInMs = tryAgainIn(attempts, reason, retryAfterMs);
  return againInMs === null ? { state: "failed", reason } : { state: "pending", reason, againInMs };
}

async function settle(s: OrgScope, attachmentId: string, taken: Taken, ended: Ended): Promise<void> {
  const { state, reason, againInMs, text } = ended;
  const [mine] = await s.sql`
    update transcripts set state = ${state}, reason = ${reason ?? null},
      next_try_at = now() + ${againInMs ?? null}::float8 * interval '1 millisecond',
      settled_at = case when ${state} <> 'pending' then now() end
    where org_id = ${s.orgId} and attachment_id = ${attachmentId} and state = 'pending' and attempts = ${taken.attempts}
    returning attachment_id`;
  if (!mine) return;
  if (text) {
    await s.sql`
      update messages set content = content || ${asRow({ transcript: text })}::text::jsonb
      where org_id = ${s.orgId} and id = ${taken.message_id}`;
  }
  await record(s, {
    action: state === "pending" ? "transcript.postponed" : "transcript.settled",
    subject: ["message", taken.message_id],
    details: { state, ...(reason ? { reason } : {}) },
  });
  await publish(s, [{ kind: "conversation", id: taken.conversation_id }]);
}
