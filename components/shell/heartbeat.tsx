"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Presence } from "@/components/inbox/presence-dot";
import { useTRPC, useTRPCClient } from "@/components/trpc";

/** Said this often, in ms; a browser lets a page in the background say it once a minute. */
const beatEvery = 30_000;
const touches = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"] as const;

/** Says that this browser lives, and how long nobody has touched it: who is gone is offline, who touches nothing is away. */
export function Heartbeat({ idle, shown }: { idle: boolean; shown: Presence }) {
  const latest = useRef(shown);
  latest.current = shown;
  const client = useTRPCClient();
  const cache = useQueryClient();
  const trpc = useTRPC();
  const { queryKey } = trpc.organizations.me.queryOptions();
  useEffect(() => {
    let touchedAt = Date.now();
    let waiting = idle;
    const beat = async () => {
      const idleSeconds = Math.min(86_400, Math.round((Date.now() - touchedAt) / 1_000));
      // A word that got lost is said again soon.
      const said = await client.organizations.presence.beat.mutate({ idleSeconds }).catch(() => null);
      // Another tab, or the end of a shift, may have changed it as well.
      if (said?.changed || (said?.presence && said.presence !== latest.current))
        await cache.invalidateQueries({ queryKey });
    };
    const touch = () => {
      touchedAt = Date.now();
      // The first touch of who was away for touching nothing counts at once.
      if (waiting) void beat();
      waiting = false;
    };
    const wake = () => {
      if (!document.hidden) void beat();
    };
    if (!idle) void beat();
    const timer = setInterval(beat, beatEvery);
    for (const event of touches) window.addEventListener(event, touch, { passive: true, capture: true });
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      clearInterval(timer);
      for (const event of touches) window.removeEventListener(event, touch, { capture: true });
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
    };
  }, [idle, client, cache, queryKey]);
  return null;
}
