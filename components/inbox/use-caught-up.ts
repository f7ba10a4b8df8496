"use client";
import { useEffect, useRef, useState } from "react";
import { useClock } from "@/components/clock";
import { useTRPCClient } from "@/components/trpc";

export type Missed = { count: number; conversations: number };

/** After the return: what customers wrote meanwhile, to this member or to nobody yet; null when nothing, or dismissed. */
export function useCaughtUp(connected: boolean): { missed: Missed | null; dismiss: () => void } {
  const client = useTRPCClient();
  const now = useClock();
  const clock = useRef(now);
  clock.current = now;
  const since = useRef<string | null>(null);
  const [missed, setMissed] = useState<Missed | null>(null);
  useEffect(() => {
    if (!connected) {
      since.current ??= clock.current.toISOString();
      return;
    }
    const from = since.current;
    since.current = null;
    if (!from) return;
    let left = false;
    client.conversations.alerts
      .query({ since: from })
      .then(({ alerts }) => {
        if (!left) setMissed(sumOf(alerts));
      })
      // Gone again: the next return asks for all of it.
      .catch(() => {
        since.current ??= from;
      });
    return () => {
      left = true;
    };
  }, [connected, client]);
  return { missed, dismiss: () => setMissed(null) };
}

function sumOf(alerts: { kind: string; conversationId: string; count: number }[]): Missed | null {
  const written = alerts.filter((a) => a.kind === "written" || a.kind === "unassigned");
  const count = written.reduce((n, a) => n + a.count, 0);
  return count === 0 ? null : { count, conversations: new Set(written.map((a) => a.conversationId)).size };
}
