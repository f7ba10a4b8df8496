import { unreachable } from "@/db/unreachable";
import { connection } from "./channels/directory";
import { sameText, signedBy } from "./crypto";
import { env } from "./env";
import { BodyTooLarge, rawBody, utf8 } from "./http";
import { type Door, type IntakeResult, intake } from "./intake";
import { log } from "./log";
import { parseBody } from "./webhooks/parse-body";

/** Whatever keeps us from being sure, the carrier hears of it within 2 s and comes again; what is applied late counts once. */
const answerWithinMs = 1_900;

/** The carrier sends 3 MB at most. */
const mostBytes = 4 * 1024 * 1024;

/** A body that nobody reads would still cost a stream: most of what we answer is a status alone. */
const answer = (status: number) => new Response(null, { status });

/**
 * A carrier's callback, signed "sha256=<hex HMAC of the raw bytes>". 401 for any other signature, 413 above 4 MB, 400 for what is
 * not JSON; 503 when nothing could be made durable; 200 only when every part is. `id`: an organization's own connection, else the platform's.
 */
export async function receiveWebhook(
  request: Request,
  channel: string,
  id: string | null,
): Promise<Response> {
  try {
    const raw = await rawBody(request, mostBytes);
    const done = await inTime(take(channel, id, raw, request.headers.get("x-hub-signature-256")));
    if (typeof done === "number") return answer(done);
    // What became of its parts is for who replays; carriers look at the status.
    return request.headers.get("prefer") === "return=representation" ? Response.json(done) : answer(200);
  } catch (error) {
    if (error instanceof BodyTooLarge) return answer(413);
    if (unreachable(error)) return answer(503);
    log().error({ err: error }, "A webhook could not be taken");
    return answer(503);
  }
}

async function take(
  channel: string,
  id: string | null,
  raw: Buffer,
  signature: string | null,
): Promise<IntakeResult | number> {
  const door = await openDoor(channel, id, raw, signature);
  if (!door) return 401;
  const text = utf8(raw);
  const body = text === null ? null : parseBody(text);
  if (body === null) return 400;
  return intake(door, body, text);
}

function inTime(work: Promise<IntakeResult | number>): Promise<IntakeResult | number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(503), answerWithinMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

async function openDoor(
  channel: string,
  id: string | null,
  raw: Buffer,
  signature: string | null,
): Promise<Door | null> {
  if (id === null)
    return signedBy(env().WHATSAPP_APP_SECRET, raw, signature) ? { channel, connection: null } : null;
  const own = await connection(id);
  // An unknown connection does the same work as a wrong signature, and gets the same answer.
  const valid = signedBy(own?.appSecret ?? "no such connection", raw, signature);
  if (!own || !valid || own.channel !== channel) return null;
  return { channel, connection: { id: own.id, orgId: own.orgId, externalId: own.externalId } };
}

/** The carrier's question whether the callback is ours: its challenge back, as plain text, or 403. */
export async function verifyWebhook(
  request: Request,
  id: string | null,
  onVerified: (connectionId: string) => Promise<void>,
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const own = id === null ? null : await connection(id);
  const expected = id === null ? env().WHATSAPP_VERIFY_TOKEN : own?.verifyToken;
  const given = query.get("hub.verify_token") ?? "";
  if (query.get("hub.mode") !== "subscribe" || !expected || !sameText(given, expected)) return answer(403);
  if (own) await onVerified(own.id);
  return new Response(query.get("hub.challenge") ?? "", { headers: { "content-type": "text/plain" } });
}
