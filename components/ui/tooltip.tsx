"use client";
import {
  cloneElement,
  createContext,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { Kbd } from "./kbd";
import { TooltipLayer } from "./tooltip-layer";

export type Side = "top" | "right" | "bottom" | "left";
export type Shown = { id: string; rect: DOMRect; side: Side; content: ReactNode };
type Tooltips = { show: (tip: Shown, delay: number) => void; hide: () => void; shownId: string | null };

const TooltipContext = createContext<Tooltips | null>(null);
const REST = 350;
const GRACE = 120;

/**
 * Wraps the app once and draws the one tip that shows. A thread has hundreds of things with a tip: each costs
 * four handlers, and the first load carries no positioning library.
 */
export function TooltipProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback((tip: Shown, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(tip), delay);
  }, []);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setShown(null), GRACE);
  }, []);
  useEffect(() => {
    if (!shown) return;
    const dismiss = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === "Escape") setShown(null);
    };
    addEventListener("keydown", dismiss);
    addEventListener("scroll", dismiss, true);
    return () => {
      removeEventListener("keydown", dismiss);
      removeEventListener("scroll", dismiss, true);
    };
  }, [shown]);
  const shownId = shown?.id ?? null;
  const tooltips = useMemo(() => ({ show, hide, shownId }), [show, hide, shownId]);
  return (
    <TooltipContext.Provider value={tooltips}>
      {children}
      {shown ? <TooltipLayer {...shown} onEnter={() => clearTimeout(timer.current)} onLeave={hide} /> : null}
    </TooltipContext.Provider>
  );
}

type Handlers = {
  "aria-describedby"?: string | undefined;
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void;
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void;
  onFocus?: (event: FocusEvent<HTMLElement>) => void;
  onBlur?: (event: FocusEvent<HTMLElement>) => void;
};
type TooltipProps = { tip: ReactNode; keys?: string; side?: Side; children: ReactElement<Handlers> };

/** Explains its only child, something focusable, on hover and focus. Never the only place where it is said. */
export function Tooltip({ tip, keys, side = "top", children }: TooltipProps) {
  const id = useId();
  const tooltips = useContext(TooltipContext);
  if (!tooltips) throw new Error("Tooltip needs a <TooltipProvider> above it");
  const show = (target: HTMLElement, delay: number) =>
    tooltips.show(
      { id, rect: target.getBoundingClientRect(), side, content: <Said tip={tip} keys={keys} /> },
      delay,
    );
  return cloneElement(children, {
    "aria-describedby": tooltips.shownId === id ? id : undefined,
    onPointerEnter: (event) => {
      if (event.pointerType !== "touch") show(event.currentTarget, tooltips.shownId ? 0 : REST);
    },
    onPointerLeave: tooltips.hide,
    onFocus: (event) => {
      if (event.currentTarget.matches(":focus-visible")) show(event.currentTarget, 0);
    },
    onBlur: tooltips.hide,
  });
}

function Said({ tip, keys }: { tip: ReactNode; keys: string | undefined }) {
  return (
    <>
      {tip}
      {keys ? (
        <span className="ml-2 opacity-75">
          <Kbd keys={keys} />
        </span>
      ) : null}
    </>
  );
}
