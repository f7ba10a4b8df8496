import type { useTRPCClient } from "@/components/trpc";

export interface Earlier {
  conversationId: string;
  until: Date;
}

/**
 * Takes a snooze back: what had been put off before is put off until then again, all else returns. Tells which were changed; rejects
 * where the server does.
 */
export async function undoSnooze(
  { conversations }: ReturnType<typeof useTRPCClient>,
  ids: string[],
  earlier: readonly Earlier[],
): Promise<string[]> {
  const again = earlier.filter((one) => ids.includes(one.conversationId));
  const groups = new Map<number, string[]>();
  for (const { conversationId, until } of again)
    groups.set(until.getTime(), [...(groups.get(until.getTime()) ?? []), conversationId]);
  const changed: string[] = [];
  for (const [until, conversationIds] of groups) {
    const put = { conversationIds, until: new Date(until), pastWindow: true };
    // Its time may have come within these seconds: then it returns like the others.
    const { snoozed } = await conversations.snooze.mutate(put).catch(() => ({ snoozed: [] }));
    changed.push(...snoozed);
  }
  const rest = ids.filter((id) => !changed.includes(id));
  if (rest.length > 0) changed.push(...(await conversations.wake.mutate({ conversationIds: rest })).woken);
  return changed;
}
