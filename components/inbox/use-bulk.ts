"use client";
import { useState } from "react";
import { useTRPCClient } from "@/components/trpc";
import { inChunks, type Outcome } from "./in-chunks";
import { type Earlier, undoSnooze } from "./work/undo-snooze";

export type BulkAct =
  | { kind: "assign"; to: { memberId: string } | { teamId: string } | { queue: true } }
  | { kind: "close"; reasonId: string | null }
  | { kind: "label"; labelId: string }
  | { kind: "priority"; priority: 0 | 1 | 2 }
  | { kind: "snooze"; until: Date };

export interface BulkResult extends Outcome {
  act: BulkAct;
  /** Null where nothing was changed. */
  undo: (() => Promise<Outcome>) | null;
}

export interface BulkProgress {
  handled: number;
  total: number;
}

type Client = ReturnType<typeof useTRPCClient>;
type Refused = Outcome["refused"];

/** Does one thing to all that is selected, in chunks that each stand by themselves, and knows how to take it back. */
export function useBulk() {
  const client = useTRPCClient();
  const [progress, setProgress] = useState<BulkProgress | null>(null);
  const follow = (total: number) => (handled: number) => setProgress({ handled, total });
  return {
    progress,
    run: async (act: BulkAct, ids: string[]): Promise<BulkResult> => {
      setProgress({ handled: 0, total: ids.length });
      const { work, back } = workOf(client, act);
      const outcome = await inChunks(ids, work, follow(ids.length));
      setProgress(null);
      const undo = async () => {
        const { ids: changed, work: restore } = back();
        const undone = await inChunks(changed, restore, follow(changed.length));
        setProgress(null);
        return undone;
      };
      return { ...outcome, act, undo: back().ids.length > 0 ? undo : null };
    },
  };
}

interface Work {
  work: (chunk: string[]) => Promise<Refused>;
  /** What the work so far changed, and how to restore it. */
  back: () => { ids: string[]; work: (chunk: string[]) => Promise<Refused> };
}

function workOf(client: Client, act: BulkAct): Work {
  switch (act.kind) {
    case "assign":
      return assignWork(client, act.to);
    case "close":
      return closeWork(client, act.reasonId);
    case "label":
      return labelWork(client, act.labelId);
    case "priority":
      return priorityWork(client, act.priority);
    case "snooze":
      return snoozeWork(client, act.until);
  }
}

const but = (chunk: string[], done: string[], code: string): Refused =>
  chunk.filter((id) => !done.includes(id)).map((id) => ({ id, code }));
const coded = (list: { conversationId: string; code: string }[]): Refused =>
  list.map(({ conversationId, code }) => ({ id: conversationId, code }));

function assignWork(client: Client, to: Extract<BulkAct, { kind: "assign" }>["to"]): Work {
  const held = new Map<
    string,
    Awaited<ReturnType<typeof client.routing.assignMany.mutate>>["assigned"][number]
  >();
  return {
    work: async (conversationIds) => {
      const { assigned, refused } = await client.routing.assignMany.mutate({ conversationIds, to });
      for (const holding of assigned) held.set(holding.conversationId, holding);
      return coded(refused);
    },
    back: () => ({
      ids: [...held.keys()],
      work: async (chunk) => {
        const holders = chunk.flatMap((id) => held.get(id) ?? []);
        return coded((await client.routing.restoreHolders.mutate({ holders })).refused);
      },
    }),
  };
}

function closeWork(client: Client, reasonId: string | null): Work {
  const ended: string[] = [];
  return {
    work: async (conversationIds) => {
      const { closed } = await client.conversations.close.mutate({ conversationIds, reasonId });
      ended.push(...closed);
      return but(conversationIds, closed, "CONVERSATION_CLOSED");
    },
    back: () => ({
      ids: ended,
      work: async (conversationIds) => {
        const { reopened } = await client.routing.reopen.mutate({ conversationIds });
        return but(conversationIds, reopened, "CONFLICT");
      },
    }),
  };
}

function labelWork(client: Client, labelId: string): Work {
  const put: string[] = [];
  return {
    work: async (conversationIds) => {
      const { added } = await client.labels.put.mutate({ conversationIds, add: [labelId], remove: [] });
      put.push(...added.map((label) => label.conversationId));
      return [];
    },
    back: () => ({
      ids: put,
      work: async (conversationIds) => {
        await client.labels.put.mutate({ conversationIds, add: [], remove: [labelId] });
        return [];
      },
    }),
  };
}

function priorityWork(client: Client, priority: 0 | 1 | 2): Work {
  const before = new Map<string, number>();
  return {
    work: async (conversationIds) => {
      const { changed } = await client.routing.prioritize.mutate({ conversationIds, priority });
      for (const one of changed) before.set(one.conversationId, one.before);
      return [];
    },
    back: () => ({
      ids: [...before.keys()],
      work: async (chunk) => {
        for (const level of [0, 1, 2] as const) {
          const conversationIds = chunk.filter((id) => before.get(id) === level);
          if (conversationIds.length > 0)
            await client.routing.prioritize.mutate({ conversationIds, priority: level });
        }
        return [];
      },
    }),
  };
}

function snoozeWork(client: Client, until: Date): Work {
  const asleep: string[] = [];
  const earlier: Earlier[] = [];
  return {
    work: async (conversationIds) => {
      const { snoozed, before, pastWindow } = await client.conversations.snooze.mutate({
        conversationIds,
        until,
      });
      asleep.push(...snoozed);
      earlier.push(...before);
      const shut = new Set(pastWindow.map((one) => one.conversationId));
      const rest = conversationIds.filter((id) => !shut.has(id));
      return [
        ...but(rest, snoozed, "CONVERSATION_CLOSED"),
        ...[...shut].map((id) => ({ id, code: "PAST_WINDOW" })),
      ];
    },
    back: () => ({
      ids: asleep,
      work: async (conversationIds) =>
        but(conversationIds, await undoSnooze(client, conversationIds, earlier), "CONFLICT"),
    }),
  };
}
