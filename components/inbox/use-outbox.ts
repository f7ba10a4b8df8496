"use client";
import { useEffect, useState, useSyncExternalStore } from "react";
import superjson from "superjson";
import { errorCode, isTransient } from "@/components/query-client";
import { useConnection } from "@/components/realtime/realtime";
import { useTRPCClient } from "@/components/trpc";
import { tellLeft } from "./afterwards";
import { Outbox } from "./outbox";
import { inputOf, type Outgoing } from "./use-sending";

/** How often what waits is tried while the browser believes itself connected, in ms. */
const again = 4_000;
/** One per organization and member: it outlives the page on which something was written. */
const open = new Map<string, Outbox<Outgoing>>();
const nothing: readonly Outgoing[] = [];

/** What this member wrote here and the server does not have yet, over all conversations. */
export function useOutbox(
  org: string,
  memberId: string,
): { box: Outbox<Outgoing>; items: readonly Outgoing[] } {
  const client = useTRPCClient();
  const [box] = useState(() => {
    const key = `hilo.outbox.${org}.${memberId}`;
    const there = typeof window === "undefined" ? undefined : open.get(key);
    const made = there ?? make(key, (out) => hand(client, out));
    if (typeof window !== "undefined") open.set(key, made);
    return made;
  });
  const items = useSyncExternalStore(box.subscribe, box.snapshot, () => nothing);
  const connection = useConnection();
  useEffect(() => {
    if (connection === "connected") box.run();
  }, [connection, box]);
  const waits = items.some((one) => one.waiting);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => box.run(), again);
    return () => clearInterval(timer);
  }, [waits, box]);
  return { box, items };
}

async function hand({ conversations }: ReturnType<typeof useTRPCClient>, out: Outgoing): Promise<void> {
  const { conversationId, clientMessageId, body, note } = out;
  if (note) await conversations.note.mutate({ conversationId, clientMessageId, body, ...note });
  else await conversations.reply.mutate(inputOf(out));
  tellLeft(out);
}

function make(key: string, send: (out: Outgoing) => Promise<unknown>): Outbox<Outgoing> {
  const box = new Outbox<Outgoing>({
    post: async (out) => {
      if (!navigator.onLine) return "unreachable";
      try {
        await send(out);
        return "sent";
      } catch (error) {
        return isTransient(error) ? "unreachable" : { refused: errorCode(error) ?? "UNKNOWN" };
      }
    },
    load: () => load(key),
    save: (items) => save(key, items),
    alone: async (id, work) => (navigator.locks ? navigator.locks.request(`${key}.${id}`, work) : work()),
  });
  if (typeof window === "undefined") return box;
  window.addEventListener("online", () => box.run());
  window.addEventListener("storage", (event) => {
    if (event.key === key) box.reload();
  });
  return box;
}

function load(key: string): Outgoing[] | null {
  if (typeof window === "undefined") return null;
  try {
    const kept = localStorage.getItem(key);
    return kept ? superjson.parse<Outgoing[]>(kept) : [];
  } catch {
    return null;
  }
}

function save(key: string, items: Outgoing[]): void {
  try {
    if (items.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, superjson.stringify(items));
  } catch {
    // A browser that keeps nothing: it leaves from memory, or not at all after a reload.
  }
}
