"use client";
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";
import { cn } from "@/components/ui/cn";
import { floatLook } from "@/components/ui/menu";

export interface Suggestion {
  id: string;
  title: string;
  hint?: string | undefined;
  icon?: ReactNode;
  aside?: ReactNode;
  /** What takes the place of the word. */
  text: string;
}

type SuggestionListProps = {
  id: string;
  label: string;
  /** How many there are, read out as one types. */
  found: string;
  list: Suggestion[];
  current: number;
  onCurrent: (place: number) => void;
  onChoose: (suggestion: Suggestion) => void;
};

/** What fits the word that is being written, above the field. The field keeps the focus; its keys move here. */
export function SuggestionList(props: SuggestionListProps) {
  const { id, label, found, list, current, onCurrent, onChoose } = props;
  const chosen = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row is another when the place is.
  useEffect(() => {
    // In braces: some browsers answer with a promise, which would be taken for what cleans up.
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [current]);
  return (
    <div className="relative">
      <p role="status" className="sr-only">
        {found}
      </p>
      {list.length > 0 ? (
        <div
          id={id}
          role="listbox"
          aria-label={label}
          className={cn(
            floatLook,
            "absolute bottom-full left-0 z-20 mb-1 max-h-64 w-[min(440px,100%)] max-w-none! overflow-y-auto",
          )}
        >
          {list.map((one, place) => (
            <div
              key={one.id}
              ref={place === current ? chosen : undefined}
              id={`${id}-${place}`}
              role="option"
              tabIndex={-1}
              aria-selected={place === current}
              onPointerMove={() => onCurrent(place)}
              // Before the field loses its focus, and with it its place in the text.
              onPointerDown={(event) => {
                event.preventDefault();
                onChoose(one);
              }}
              className="flex min-h-8 cursor-default items-center gap-2 rounded-sm px-2 py-1 select-none aria-selected:bg-selected"
            >
              {one.icon}
              <bdi className={cn("truncate font-medium", one.hint && "max-w-[50%] shrink-0")}>
                {one.title}
              </bdi>
              {one.hint ? (
                <span dir="auto" className="min-w-0 flex-1 truncate text-ink-3">
                  {one.hint}
                </span>
              ) : null}
              {one.aside}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
