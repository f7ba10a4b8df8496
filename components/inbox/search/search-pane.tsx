"use client";
import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { searchTerms } from "@/server/conversations/rules/search-words";
import { type Among, amongs } from "../place";
import type { Go, Place } from "../use-place";
import { useSettled } from "../use-settled";
import { FoundOverview } from "./found-overview";
import { FoundPages } from "./found-pages";
import { FoundPeople } from "./found-people";
import type { HitPlace } from "./hit-link";
import { SearchHint } from "./search-states";

type SearchPaneProps = { place: Place; hrefOf: (to: Partial<Place>) => string; go: Go };

/** In the place of the list: everything that was ever written, by its words; a hit opens in its conversation. */
export function SearchPane({ place, hrefOf, go }: SearchPaneProps) {
  const t = useTranslations("finding");
  const field = useRef<HTMLInputElement>(null);
  const typed = place.find ?? "";
  const query = useSettled(typed.trim());
  const at: HitPlace = { place, hrefOf, go };
  useEffect(() => field.current?.focus(), []);
  const leave = () => go({ find: null, among: "all" });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys walk between the field and the links inside.
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={walk}>
      <search aria-label={t("label")} className="border-b border-line">
        <h1 className="sr-only">{t("label")}</h1>
        <div className="flex h-12 items-center gap-1 pr-2 pl-3">
          <Search size={15} aria-hidden className="shrink-0 text-ink-3" />
          <input
            ref={field}
            data-search-field
            data-hit
            value={typed}
            maxLength={200}
            onChange={(event) => go({ find: event.target.value }, "replace")}
            onKeyDown={(event) => {
              if (event.key !== "Escape") return;
              event.preventDefault();
              leave();
            }}
            placeholder={t("placeholder")}
            aria-label={t("label")}
            className="h-9 min-w-0 flex-1 bg-transparent px-1.5 text-md text-ink outline-none placeholder:text-ink-3 max-md:text-[16px]"
          />
          <Button look="quiet" size="icon" aria-label={t("leave")} title={t("leave")} onClick={leave}>
            <X size={15} aria-hidden />
          </Button>
        </div>
        <Kinds value={place.among} onChange={(among) => go({ among }, "replace")} />
      </search>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Results query={query} among={place.among} at={at} />
      </div>
    </div>
  );
}

function Results({ query, among, at }: { query: string; among: Among; at: HitPlace }) {
  const { words, digits } = searchTerms(query);
  if (words.length === 0 && !digits) return <SearchHint started={query !== ""} />;
  if (among === "all") return <FoundOverview query={query} at={at} />;
  if (among === "people") return <FoundPeople query={query} at={at} />;
  return <FoundPages key={`${among} ${query}`} query={query} among={among} at={at} />;
}

function Kinds({ value, onChange }: { value: Among; onChange: (among: Among) => void }) {
  const t = useTranslations("finding");
  return (
    <fieldset aria-label={t("kinds")} className="flex gap-1 overflow-x-auto px-2 pb-2">
      {amongs.map((among) => (
        <label
          key={among}
          className={cn(
            "relative flex h-7 shrink-0 cursor-pointer items-center rounded-full border px-2 text-sm whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-accent",
            among === value
              ? "border-ink bg-ink font-medium text-paper"
              : "border-line text-ink-2 hover:bg-hover hover:text-ink",
          )}
        >
          <input
            type="radio"
            name="among"
            checked={among === value}
            onChange={() => onChange(among)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {t(`kind.${among}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** Arrows from the field through the hits and back. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-hit]")];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  if (by === 0 || at < 0) return;
  event.preventDefault();
  stops[Math.min(stops.length - 1, Math.max(0, at + by))]?.focus();
}
