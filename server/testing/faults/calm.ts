import { setTimeout as wait } from "node:timers/promises";
import type { Sql } from "postgres";
import type { SandboxClient } from "@/server/sandbox/client";

/** What is left to do before a copy is at rest. */
export interface Unfinished {
  webhooks: number;
  /** Messages whose next status the carrier has yet to tell; while one is left, "no webhook waits" means nothing. */
  statuses: number;
  deliveries: number;
  parts: number;
  early: number;
}

/**
 * Lets a copy whose faults have stopped finish what they left half done. The work is the product's own sweepers', called by their event
 * instead of every minute; nobody is working any more, so claims without a process are made to look as old as a minute count needs.
 */
export async function untilCalm(
  owner: Sql,
  carrier: SandboxClient,
  sweep: () => Promise<void>,
  within: number,
): Promise<Unfinished> {
  const giveUp = Date.now() + within;
  let sweepAt = 0;
  for (;;) {
    const left = await unfinished(owner, carrier);
    if (Object.values(left).every((count) => count === 0) || Date.now() > giveUp) return left;
    if (left.webhooks === 0 && Date.now() > sweepAt) {
      await ageDeadClaims(owner);
      await sweep();
      sweepAt = Date.now() + 5_000;
    }
    await wait(250);
  }
}

/** What there is to do at this moment. */
export async function unfinished(owner: Sql, carrier: SandboxClient): Promise<Unfinished> {
  const [row] = await owner<Omit<Unfinished, "webhooks" | "statuses">[]>`
    select (select count(*)::int from deliveries where pending) as deliveries,
      (select count(*)::int from webhook_parts where state = 'pending') as parts,
      (select count(*)::int from early_statuses) as early`;
  const { pending, unfinished: statuses } = await carrier.settings();
  return { webhooks: pending, statuses, deliveries: 0, parts: 0, early: 0, ...row };
}

/** A hand-over is over within seconds; what was claimed a while ago and not settled has lost its process to a kill. */
async function ageDeadClaims(owner: Sql): Promise<void> {
  await owner`
    update deliveries set claimed_at = claimed_at - interval '3 minutes'
    where state = 'claimed' and retry_at is null and claimed_at < now() - interval '20 seconds'`;
}
