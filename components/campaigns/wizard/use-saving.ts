import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import type { Draft } from "../types";

export interface Given {
  name: string;
  draft: Draft;
}
export type Saving = "idle" | "saving" | "saved" | "conflict" | "refused";

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
 * Keeps a draft as it is written, one save after the other, always the newest. A repetition after a lost answer makes no second one. Where
 * somebody else changed it meanwhile nothing more is saved: whoever writes is told.
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

  const write = async (): Promise<boolean> => {
    setSaving("saving");
    try {
      do {
        const now = latest.current;
        const name = now.name.trim() || unnamed;
        if (version.current === 0) {
          await create.mutateAsync({ clientCampaignId: campaignId, name, draft: now.draft });
          version.current = 1;
          onCreated();
        } else {
          const asked = { campaignId, version: version.current, name, draft: now.draft };
          version.current = (await update.mutateAsync(asked)).version;
        }
        saved.current = textOf(now);
        // Whoever comes back finds what was saved, not what was read.
        client.setQueryData(
          trpc.campaigns.find.queryKey({ campaignId }),
          (before) => before && { ...before, name, draft: now.draft, version: version.current },
        );
      } while (textOf(latest.current) !== saved.current);
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
    if (version.current > 0 && textOf(latest.current) === saved.current) return Promise.resolve(true);
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
