import { type TouchEvent, useRef } from "react";

const EDGE = 28;
const FAR = 72;

/** Touch handlers: a swipe that starts at the left edge and goes right, and not down, means "back". */
export function useBackSwipe(onBack: () => void) {
  const from = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart(event: TouchEvent) {
      const touch = event.touches[0];
      from.current = touch && touch.clientX < EDGE ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd(event: TouchEvent) {
      const touch = event.changedTouches[0];
      const start = from.current;
      from.current = null;
      if (!touch || !start) return;
      const across = touch.clientX - start.x;
      if (across > FAR && Math.abs(touch.clientY - start.y) < across / 2) onBack();
    },
  };
}
