"use client";
import { ChevronDown, ChevronUp } from "lucide-react";
import { Button } from "@/components/ui/button";

type MoveButtonsProps = {
  up: string;
  down: string;
  first: boolean;
  last: boolean;
  onMove: (by: -1 | 1) => void;
};

/** One place up or down, by mouse and by key. */
export function MoveButtons({ up, down, first, last, onMove }: MoveButtonsProps) {
  return (
    <span className="flex shrink-0">
      <Button look="quiet" size="iconSm" aria-label={up} disabled={first} onClick={() => onMove(-1)}>
        <ChevronUp size={14} aria-hidden />
      </Button>
      <Button look="quiet" size="iconSm" aria-label={down} disabled={last} onClick={() => onMove(1)}>
        <ChevronDown size={14} aria-hidden />
      </Button>
    </span>
  );
}

/** The list with one thing moved; the same where there is no place to go. */
export function movedBy<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const next = [...list];
  const [one] = next.splice(from, 1);
  if (one !== undefined) next.splice(Math.max(0, from + by), 0, one);
  return next;
}
