import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { type Account, carrierAccount } from "@/server/channels/directory";
import { adapterFor } from "@/server/channels/registry";
import { log } from "@/server/log";
import { publish } from "@/server/realtime/publish";
import { type OrgId, type Scope, scopeForSystem } from "@/server/scope";
import { storage } from "@/server/storage";
import { wantTranscript } from "./transcripts/want-transcript";

/** Tries spread over the days that the carrier keeps a file, in seconds. */
const pauses = [5, 30, 120, 600, 3600, 6 * 3600, 24 * 3600];

interface Pending {
  id: string;
  provider_media_id: string;
  mime: string;
  attempts: number;
  conversation_id: string;
  account: Omit<Account, "orgId">;
  expired: boolean;
}

const fetching = new Set<string>();

/** Starts fetching the files that customers sent to an organization; returns at once. The sweeper asks again later. */
export function fetchSoon(orgId: OrgId): void {
  if (fetching.has(orgId)) return;
  fetching.add(orgId);
  void scopeForSystem(orgId, "media")
    .then(fetchAttachments)
    .catch((error) => log().warn({ err: error, orgId }, "Fetching files stopped; the sweeper goes on"))
    .finally(() => fetching.delete(orgId));
}

/** Fetches what is due, a few at a time, until nothing is. Returns how many files came. */
export async function fetchAttachments(scope: Scope): Promise<number> {
  let came = 0;
  for (;;) {
    const due = await inOrg(scope, (s) => claim(s));
    if (due.length === 0) return came;
    const results = await Promise.all(due.map((one) => fetchOne(scope, one)));
    came += results.filter(Boolean).length;
  }
}

/** Takes up to four, and puts their next try ahead, so that a crash costs a pause and nothing else. */
async function claim(s: Parameters<Parameters<typeof inOrg>[1]>[0]): Promise<Pending[]> {
  return s.sql<Pending[]>`
    with due as (
      select id from attachments where org_id = ${s.orgId} and state = 'pending' and next_try_at <= now()
      order by next_try_at limit 4 for update skip locked
    ), taken as (
      update attachments a set attempts = a.attempts + 1,
        next_try_at = now() + (${pauses}::int[])[least(a.attempts + 1, ${pauses.length})] * interval '1 second'
      from due where a.org_id = ${s.orgId} and a.id = due.id returning a.*
    )
    select t.id, t.provider_media_id, t.mime, t.attempts, m.conversation_id, t.expires_at < now() as expired,
      jsonb_build_object('id', c.id, 'connectionId', c.connection_id, 'channel', c.channel, 'externalId', c.external_id) as account
    from taken t join messages m on m.org_id = t.org_id and m.id = t.message_id
      join channel_accounts c on c.org_id = t.org_id and c.id = t.channel_account_id`;
}

async function fetchOne(scope: Scope, one: Pending): Promise<boolean> {
  try {
    const account = await carrierAccount({ ...one.account, orgId: scope.orgId });
    const fetchMedia = adapterFor(one.account.channel).fetchMedia;
    if (!account || !fetchMedia) throw new Error("This number has no connection to fetch from");
    const file = await fetchMedia(account, one.provider_media_id);
    const key = `${scope.orgId}/${one.id}`;
    await storage().put(key, file.bytes, file.mime);
    await settle(scope, one, { state: "ready", key, size: file.bytes.length, mime: file.mime });
    return true;
  } catch (error) {
    log().info({ err: error, orgId: scope.orgId, attachment: one.id }, "A file did not come");
    const gone = one.expired || isGone(error);
    if (gone || one.attempts >= pauses.length) await settle(scope, one, { state: gone ? "gone" : "failed" });
    return false;
  }
}

const isGone = (error: unknown) =>
  error instanceof Error && "code" in error && (error.code === "gone" || error.code === "too-large");

interface Outcome {
  state: "ready" | "gone" | "failed";
  key?: string;
  size?: number;
  mime?: string;
}

async function settle(scope: Scope, one: Pending, { state, key, size, mime }: Outcome): Promise<void> {
  await inOrg(scope, async (s) => {
    await s.sql`
      update attachments set state = ${state}, storage_key = ${key ?? null}, size = coalesce(${size ?? null}, size),
        mime = coalesce(${mime ?? null}, mime) where org_id = ${s.orgId} and id = ${one.id} and state = 'pending'`;
    if (state === "ready") await wantTranscript(s, one.id);
    await record(s, { action: "attachment.settled", subject: ["attachment", one.id], details: { state } });
    await publish(s, [{ kind: "conversation", id: one.conversation_id }]);
  });
}
