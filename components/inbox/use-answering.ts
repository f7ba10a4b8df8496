"use client";
import { useRef } from "react";
import type { ThreadMessage } from "./api";
import { isColleagues, type Sending } from "./use-sending";

/**
 * A colleague's reply that lands while one writes stops what is being written, even when it stood on screen: one looks at the
 * field then. So what is sent says it saw what was there when its writer began.
 */
export function useAnswering(sending: Sending, messages: ThreadMessage[], memberId: string) {
  const began = useRef<number | null>(null);
  const last = messages[messages.length - 1]?.seq ?? 0;
  return {
    wrote: (text: string) => {
      began.current = text.trim() === "" ? null : (began.current ?? last);
    },
    sending: {
      ...sending,
      send: (what) => {
        if (what.note) return sending.send(what);
        const from = began.current ?? what.seenSeq;
        began.current = null;
        const answered = messages.some((m) => m.seq > from && isColleagues(m, memberId));
        sending.send(answered ? { ...what, seenSeq: from } : what);
      },
    } satisfies Sending,
  };
}
