"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useChanges } from "@/components/realtime/realtime";
import { useTRPC, useTRPCClient } from "@/components/trpc";
import { type Buffered, dropBuffer, readBuffer, writeBuffer } from "./draft-buffer";

/** So long after the last letter a draft is saved, in ms; leaving saves it at once. */
const pause = 900;

type Newer = { body: string; mode: "reply" | "note"; revision: number };

export interface DraftState {
  text: string;
  /** `as`: where the mode changes with it. */
  setText: (text: string, as?: "reply" | "note") => void;
  /** What another device wrote meanwhile, while this one has words of its own. */
  newer: Newer | null;
  useNewer: () => void;
  keepMine: () => void;
}

type DraftOf = {
  conversationId: string;
  memberId: string;
  mode: "reply" | "note";
  onMode: (mode: "reply" | "note") => void;
};

/**
 * The unsent text of a conversation: on the server, and in this browser while it is not there. What another device wrote comes by
 * itself while nothing was written here, else it is offered. It comes back as what it was: a note never as a reply.
 */
export function useDraft({ conversationId, memberId, mode, onMode }: DraftOf): DraftState {
  const [text, setShown] = useState("");
  const [newer, setNewer] = useState<Newer | null>(null);
  const { state, touch } = useSaving(conversationId, setNewer);
  const server = useServerDraft(conversationId, memberId);
  const modeRef = useRef(mode);
  const show = (next: Newer) => {
    state.base = next.revision;
    setShown(next.body);
    if (!next.body) return;
    modeRef.current = next.mode;
    onMode(next.mode);
  };
  const showRef = useRef(show);
  showRef.current = show;
  useEffect(() => {
    const kept = readBuffer(conversationId);
    if (!kept) return;
    setShown(kept.text);
    if (kept.text) showRef.current({ body: kept.text, mode: kept.mode, revision: kept.base });
    touch(kept);
  }, [conversationId, touch]);
  useEffect(() => {
    if (server === undefined || state.saving) return;
    const seen = server?.revision ?? 0;
    if (seen === state.base || (server === null && (state.dirty || state.base === 0))) return;
    if (server && state.dirty) setNewer(server);
    // What was sent or emptied elsewhere goes here as well; the revision stays known.
    else showRef.current(server ?? { body: "", mode: "reply", revision: state.base });
  }, [server, state]);
  const change = (next: string, as = mode) => {
    setShown(next);
    touch({ text: next, mode: as, base: state.base });
  };
  useEffect(() => {
    if (modeRef.current !== mode && text) touch({ text, mode, base: state.base });
    modeRef.current = mode;
  }, [mode, text, touch, state]);
  return {
    text,
    setText: change,
    newer,
    useNewer: () => {
      if (!newer) return;
      state.dirty = false;
      state.pending = null;
      dropBuffer(conversationId);
      setNewer(null);
      show(newer);
    },
    keepMine: () => {
      if (!newer) return;
      setNewer(null);
      touch({ text, mode, base: newer.revision });
    },
  };
}

/** The draft as the server has it; asked again when another device of the member changed one. */
function useServerDraft(conversationId: string, memberId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { data } = useQuery({
    ...trpc.drafts.byConversation.queryOptions({ conversationId }),
    // A conversation may be opened again within the half minute in which another device went on writing.
    staleTime: 0,
  });
  useChanges((changes) => {
    if (changes !== "all" && !changes.some((c) => c.kind === "draft" && c.id === memberId)) return;
    void client.invalidateQueries({ queryKey: trpc.drafts.byConversation.queryKey({ conversationId }) });
  });
  return data;
}

/** Saves what was touched: one save at a time, the last words last. What cannot be saved now stays in the buffer. */
function useSaving(conversationId: string, onNewer: (newer: Newer) => void) {
  const api = useTRPCClient();
  const [state] = useState({
    base: 0,
    dirty: false,
    saving: false,
    pending: null as Buffered | null,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
  });
  const save = useCallback(async () => {
    clearTimeout(state.timer);
    const what = state.pending;
    if (!what || state.saving) return;
    state.saving = true;
    state.pending = null;
    try {
      const saved = await api.drafts.save.mutate({
        conversationId,
        mode: what.mode,
        body: what.text,
        base: state.base,
      });
      if (saved.newer) onNewer(saved.newer);
      else state.base = saved.revision;
      if (!state.pending && !saved.newer) {
        state.dirty = false;
        dropBuffer(conversationId);
      }
    } catch {
      // Without a connection, or refused: it stays in this browser, and the next change or visit tries again.
      state.pending ??= what;
    } finally {
      state.saving = false;
    }
    if (state.pending && state.pending !== what) void save();
  }, [api, conversationId, onNewer, state]);
  const touch = useCallback(
    (what: Buffered) => {
      state.base = what.base;
      state.dirty = true;
      state.pending = what;
      writeBuffer(conversationId, what);
      clearTimeout(state.timer);
      // What was sent is no draft any more, on any device.
      if (what.text === "") void save();
      else state.timer = setTimeout(() => void save(), pause);
    },
    [conversationId, save, state],
  );
  useEffect(() => {
    const leave = () => void save();
    const hide = () => document.hidden && leave();
    window.addEventListener("online", leave);
    document.addEventListener("visibilitychange", hide);
    return () => {
      window.removeEventListener("online", leave);
      document.removeEventListener("visibilitychange", hide);
      leave();
    };
  }, [save]);
  return { state, touch };
}
