"use client";
import { useQuery } from "@tanstack/react-query";
import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { useRefusal } from "@/components/use-refusal";
import { useSettled } from "./use-settled";

type FindBarProps = {
  conversationId: string;
  query: string;
  onQuery: (query: string) => void;
  /** The message that the thread shows. */
  current: string | null;
  onHit: (messageId: string) => void;
  onClose: () => void;
};

/** The server finds no more at once. */
const most = 200;

/** Searches the open conversation, all of it: from its newest hit upwards, Enter by Enter. */
export function FindBar({ conversationId, query, onQuery, current, onHit, onClose }: FindBarProps) {
  const t = useTranslations("inbox.find");
  const refusal = useRefusal();
  const settled = useSettled(query.trim());
  const { data, isFetching, error } = useQuery(
    useTRPC().conversations.searchThread.queryOptions(
      { conversationId, query: settled },
      { enabled: settled !== "", placeholderData: (before) => before },
    ),
  );
  const hits = settled === "" ? [] : (data ?? []);
  const at = hits.findIndex((hit) => hit.id === current);
  const [first] = hits;
  useOnChange(isFetching ? null : `${settled} ${first?.id}`, () => {
    if (first && at < 0) onHit(first.id);
  });
  const step = (by: 1 | -1) => {
    const next = hits[(Math.max(at, by === 1 ? -1 : 0) + by + hits.length) % hits.length];
    if (next) onHit(next.id);
  };
  const count = hits.length >= most ? t("many", { count: most }) : String(hits.length);
  const says = error
    ? refusal(error)
    : hits.length > 0
      ? t("place", { place: at + 1, count })
      : settled !== "" && !isFetching
        ? t("none")
        : "";
  return (
    <search
      aria-label={t("label")}
      className="flex items-center gap-1 border-b border-line bg-paper py-1 pr-2 pl-3"
    >
      <Search size={14} aria-hidden className="shrink-0 text-ink-3" />
      <input
        // biome-ignore lint/a11y/noAutofocus: it opens by a key or a press, to be written in.
        autoFocus
        value={query}
        onChange={(event) => onQuery(event.target.value)}
        onFocus={(event) => event.target.select()}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          else if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
          else return;
          event.preventDefault();
        }}
        placeholder={t("label")}
        aria-label={t("label")}
        className="h-8 min-w-0 flex-1 bg-transparent px-1.5 text-ink outline-none placeholder:text-ink-3 max-md:text-[16px]"
      />
      <span role="status" className="figures px-1 text-sm whitespace-nowrap text-ink-3">
        {says}
      </span>
      <Button
        look="quiet"
        size="iconSm"
        disabled={hits.length === 0}
        aria-label={t("older")}
        title={`${t("older")} ↵`}
        onClick={() => step(1)}
      >
        <ChevronUp size={15} aria-hidden />
      </Button>
      <Button
        look="quiet"
        size="iconSm"
        disabled={hits.length === 0}
        aria-label={t("newer")}
        title={`${t("newer")} ⇧ ↵`}
        onClick={() => step(-1)}
      >
        <ChevronDown size={15} aria-hidden />
      </Button>
      <Button look="quiet" size="iconSm" aria-label={t("close")} onClick={onClose}>
        <X size={15} aria-hidden />
      </Button>
    </search>
  );
}

/** Acts once for each new value; null is none. */
function useOnChange(value: string | null, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (value !== null) latest.current();
  }, [value]);
}
