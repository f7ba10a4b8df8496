"use client";
import { useEffect, useRef, useState } from "react";
import { useSocket } from "@/components/realtime/realtime";
import type { Room, Viewer } from "@/components/realtime/room";

/** Who types says so at most this often, and is believed this long, in ms. */
const sayEvery = 2_500;
const believedFor = 6_000;

export interface Presence {
  /** Who else has the conversation open. */
  viewers: Viewer[];
  /** Who of them is writing now. */
  typing: Viewer[];
  /** What the writer's field holds now: the others hear that somebody writes, never what. */
  wrote: (text: string) => void;
}

/** Who else is in a conversation. Nobody while the socket is down: what is not known is not shown. */
export function usePresence(conversationId: string): Presence {
  const socket = useSocket();
  const [viewers, setViewers] = useState<Viewer[]>([]);
  const [typing, setTyping] = useState<ReadonlySet<string>>(new Set());
  const room = useRef<Room | null>(null);
  const saidAt = useRef(0);
  useEffect(() => {
    if (!socket) return;
    const timers = new Map<string, ReturnType<typeof setTimeout>>();
    const stop = (id: string) => setTyping((now) => new Set([...now].filter((one) => one !== id)));
    const joined = socket.join(conversationId, {
      onViewers: setViewers,
      onTyping: (id, on) => {
        clearTimeout(timers.get(id));
        if (!on) return stop(id);
        setTyping((now) => new Set([...now, id]));
        timers.set(
          id,
          setTimeout(() => stop(id), believedFor),
        );
      },
    });
    room.current = joined;
    return () => {
      for (const timer of timers.values()) clearTimeout(timer);
      room.current = null;
      joined.leave();
      setViewers([]);
      setTyping(new Set());
    };
  }, [socket, conversationId]);
  const wrote = (text: string) => {
    if (text.trim() === "") {
      if (saidAt.current > 0) room.current?.tell(false);
      saidAt.current = 0;
    } else if (Date.now() - saidAt.current > sayEvery) {
      saidAt.current = Date.now();
      room.current?.tell(true);
    }
  };
  return { viewers, typing: viewers.filter((one) => typing.has(one.id)), wrote };
}
