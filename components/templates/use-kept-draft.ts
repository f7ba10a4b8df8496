"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC, useTRPCClient } from "@/components/trpc";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { type DraftSaver, newSaver } from "./draft-saver";
import type { KeptDraft } from "./template-types";
import type { DraftInHand } from "./use-template-draft";

type State = "none" | "saving" | "saved" | "lost" | "conflict";

type KeptOf = {
  hand: DraftInHand;
  /** What the editor began with, where it was kept before. */
  kept: KeptDraft | null;
  connectionId: string;
  templateId: string | null;
  /** What there is without a draft: where the editor goes back to when it is discarded. */
  without: TemplateDraft;
  onKept?: (draftId: string | null) => void;
};

/** Keeps what is in hand on the server while it is written: one save at a time, the last words last. */
export function useKeptDraft({ hand, kept, connectionId, templateId, without, onKept }: KeptOf) {
  const api = useTRPCClient();
  const trpc = useTRPC();
  const client = useQueryClient();
  const [state, setState] = useState<State>(kept ? "saved" : "none");
  const [savedAt, setSavedAt] = useState(kept ? new Date(kept.savedAt) : null);
  const [saver] = useState(() => newSaver(kept));
  saver.write = async (draft) => {
    setState("saving");
    const first = saver.base === 0;
    try {
      const input = { clientDraftId: saver.id, connectionId, templateId, draft, base: saver.base };
      saver.base = (await api.templates.keepDraft.mutate(input)).revision;
      setState("saved");
      setSavedAt(new Date());
      if (first) onKept?.(saver.id);
    } catch (error) {
      setState(errorCode(error) === "CONFLICT" ? "conflict" : "lost");
    }
  };
  useSaving(saver, hand.draft, connectionId);
  const fresh = () => client.invalidateQueries({ queryKey: trpc.templates.drafts.queryKey() });
  return {
    state,
    savedAt,
    /** Before it is submitted: nothing is saved any more. The id of the draft that ends with it, or null. */
    end: async () => {
      await saver.end();
      return saver.base > 0 ? saver.id : null;
    },
    /** It was not submitted after all. */
    goOn: () => {
      saver.ended = false;
    },
    discard: async () => {
      await saver.end();
      await api.templates.discardDraft.mutate({ draftId: saver.id }).catch(() => undefined);
      saver.begin(newSaver(null), without);
      hand.replace(without);
      setState("none");
      onKept?.(null);
      await fresh();
    },
    /** What somebody else saved meanwhile comes into the editor; where they submitted or discarded it, what there is without it. */
    takeTheirs: async () => {
      const all = await client.fetchQuery({ ...trpc.templates.drafts.queryOptions(), staleTime: 0 });
      const theirs = all.find((one) => (templateId ? one.templateId === templateId : one.id === saver.id));
      const next = theirs?.draft ?? without;
      saver.begin(newSaver(theirs ?? null), next);
      hand.replace(next);
      setState(theirs ? "saved" : "none");
      setSavedAt(theirs ? new Date(theirs.savedAt) : null);
    },
  };
}

export type KeptInHand = ReturnType<typeof useKeptDraft>;

/** What the editor begins with is no change; what it is left with is saved as it is left. */
function useSaving(saver: DraftSaver, draft: TemplateDraft, connectionId: string): void {
  const through = useRef(connectionId);
  useEffect(() => {
    const moved = through.current !== connectionId;
    through.current = connectionId;
    if (saver.seen === null) saver.seen = draft;
    else if (saver.seen !== draft || (moved && saver.base > 0)) saver.touch(draft);
  }, [saver, draft, connectionId]);
  useEffect(() => {
    const leave = () => void saver.flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [saver]);
}
