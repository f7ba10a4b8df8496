import { sql } from "@/db/client";
import { resume } from "./intake";
import { log } from "./log";

/** A part that failed this often is parked: a person looks at it. */
const mostAttempts = 5;

interface Pending {
  received_on: string;
  hash: Buffer;
  connection_id: string | null;
  payload: string;
  attempts: number;
}

/** Applies, one by one, what was made durable and could not be applied: a poisoned part holds nobody up. */
export async function sweepParts(): Promise<void> {
  const pending = await sql()<Pending[]>`
    select received_on, hash, connection_id, payload, attempts from webhook_parts
    where state = 'pending' and received_at < now() - interval '5 seconds' order by received_at limit 500`;
  for (const part of pending) await settle(part);
}

async function settle(part: Pending): Promise<void> {
  const { received_on, hash } = part;
  try {
    await resume(part.connection_id, part.payload);
    await sql()`update webhook_parts set state = 'applied' where received_on = ${received_on} and hash = ${hash} and state = 'pending'`;
  } catch (error) {
    const last = part.attempts + 1 >= mostAttempts;
    log().error({ err: error, attempts: part.attempts + 1 }, "A stored part could not be applied");
    await sql()`
      update webhook_parts set attempts = attempts + 1, state = ${last ? "parked" : "pending"}, reason = ${last ? "failed" : null}
      where received_on = ${received_on} and hash = ${hash}`;
    if (last) await resume(part.connection_id, part.payload, "failed").catch(() => {});
  }
}
