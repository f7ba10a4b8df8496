import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorCode, isTransient } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import type { Draft } from "../types";

export interface Given {
  name: string;
  draft: Draft;
}
export type Saving = "idle" | "saving" | "saved" | "conflict" | "refused";

/** A change as it was asked for; of version 0: to be made. */
interface Asked extends Given {
  version: number;
  clientRevisionId: string;
  /** Of what was on the screen. */
  text: string;
}

/** So long after the last change it is saved. */
const rest = 700;

type SavingProps = {
  campaignId: string;
  /** Of what was read; 0: nobody saved it yet. */
  version: number;
  given: Given;
  /** A name for what has none. */
  unnamed: string;
  /** It is there from now on. */
  onCreated: () => void;
};

/**
 * Keeps a draft as it is written, one save after the other, always the newest. After a lost answer the same is asked
 * once more, which makes no second one and is no change by somebody else. Where somebody else did change it meanwhile nothing more is
 * saved: whoever writes is told.
 */
export function useSaving({ campaignId, version: read, given, unnamed, onCreated }: SavingProps) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const create = useMutation(trpc.campaigns.create.mutationOptions());
  const update = useMutation(trpc.campaigns.update.mutationOptions());
  const [saving, setSaving] = useState<Saving>("idle");
  const [refused, setRefused] = useState<unknown>(null);
  const version = useRef(read);
  const latest = useRef(given);
  latest.current = given;
  const [first] = useState(() => textOf(given));
  const saved = useRef(first);
  const running = useRef<Promise<boolean> | null>(null);
  const unanswered = useRef<Asked | null>(null);

  /** Asks for one change. Without an answer the very same is asked again first: it may have been made. */
  const ask = async (asked: Asked): Promise<void> => {
    const { text, version: known, clientRevisionId, ...said } = asked;
    unanswered.current = asked;
    try {
      if (known === 0) await create.mutateAsync({ clientCampaignId: campaignId, ...said });
      else await update.mutateAsync({ campaignId, version: known, clientRevisionId, ...said });
    } catch (error) {
      if (!isTransient(error)) unanswered.current = null;
      throw error;
    }
    unanswered.current = null;
    version.current = known + 1;
    saved.current = text;
    // Whoever comes back finds what was saved, not what was read.
    const kept = { ...said, version: version.current };
    client.setQueryData(
      trpc.campaigns.find.queryKey({ campaignId }),
      (before) => before && { ...before, ...kept },
    );
    if (known === 0) onCreated();
  };

  const write = async (): Promise<boolean> => {
    setSaving("saving");
    try {
      if (unanswered.current) await ask(unanswered.current);
      while (version.current === 0 || textOf(latest.current) !== saved.current) {
        const { name, draft } = latest.current;
        await ask({
          ...{ version: version.current, clientRevisionId: crypto.randomUUID() },
          ...{ name: name.trim() || unnamed, draft, text: textOf(latest.current) },
        });
      }
      setSaving("saved");
      void client.invalidateQueries({ queryKey: trpc.campaigns.list.queryKey() });
      return true;
    } catch (error) {
      setRefused(error);
      setSaving(errorCode(error) === "CONFLICT" ? "conflict" : "refused");
      return false;
    } finally {
      running.current = null;
    }
  };

  /** Saves what is not saved; false where it could not be. */
  const flush = (): Promise<boolean> => {
    if (running.current) return running.current;
    if (saving === "conflict") return Promise.resolve(false);
    if (version.current > 0 && !unanswered.current && textOf(latest.current) === saved.current)
      return Promise.resolve(true);
    running.current = write();
    return running.current;
  };
  const flushed = useRef(flush);
  flushed.current = flush;

  const now = textOf(given);
  useEffect(() => {
    if (now === saved.current) return;
    const timer = setTimeout(() => void flushed.current(), rest);
    return () => clearTimeout(timer);
  }, [now]);
  useEffect(
    () => () => {
      if (textOf(latest.current) !== saved.current) void flushed.current();
    },
    [],
  );
  return { saving, refused, flush, version };
}

const textOf = (given: Given): string => JSON.stringify(given);
