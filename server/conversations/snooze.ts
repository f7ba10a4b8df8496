import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { appendEvent } from "./append-event";
import { type LockedRow, lockConversations } from "./lock-conversations";
import { outlastsWindow } from "./rules/snooze";
import { conversationIds } from "./schema";

export const snoozeInput = z.object({
  conversationIds,
  until: z.date(),
  /** The member knows that the window ends before then. */
  pastWindow: z.boolean().default(false),
});

export interface Snoozed {
  snoozed: string[];
  /** Of these, those that were put off already, and until when: what taking it back has to restore. */
  before: { conversationId: string; until: Date }[];
  /** Left where they are, since their window ends before `until` and nobody said that this is meant. */
  pastWindow: { conversationId: string; windowExpiresAt: Date | null }[];
}

const year = 366 * 24 * 3_600_000;

/**
 * Takes open conversations out of the queues until a time (they come back by it, or as soon as the customer writes). Closed ones stay as
 * they are. Throws INVALID for a time that is past or more than a year away.
 */
export async function snooze(scope: MemberScope, input: z.infer<typeof snoozeInput>): Promise<Snoozed> {
  const { until } = input;
  const left = until.getTime() - scope.now.getTime();
  if (left <= 0 || left > year) throw new DomainError("INVALID", { what: "until" });
  return inOrg(scope, async (s) => {
    const all = await lockConversations(s, input.conversationIds);
    const open = all.filter((c) => c.state === "open");
    const hides = (c: LockedRow) => !input.pastWindow && outlastsWindow(until, c.windowExpiresAt, scope.now);
    const ids = open.filter((c) => !hides(c)).map((c) => c.id);
    const pastWindow = open
      .filter(hides)
      .map((c) => ({ conversationId: c.id, windowExpiresAt: c.windowExpiresAt }));
    if (ids.length === 0) return { snoozed: [], before: [], pastWindow };
    await s.sql`
      update conversations set snoozed_until = ${until.toISOString()}, snoozed_by = ${scope.actor.id}, woken_at = null
      where org_id = ${s.orgId} and id = any(${ids}::uuid[])`;
    const details = { until: until.toISOString() };
    await appendEvent(s, { conversationIds: ids }, "snoozed", details);
    await record(s, {
      action: "conversation.snoozed",
      subject: ["conversation", ids[0] ?? null],
      details: { ids, ...details },
    });
    await publish(
      s,
      ids.map((id) => ({ kind: "conversation", id })),
    );
    const before = open.flatMap(({ id, snoozedUntil }) =>
      snoozedUntil && ids.includes(id) ? [{ conversationId: id, until: snoozedUntil }] : [],
    );
    return { snoozed: ids, before, pastWindow };
  });
}
