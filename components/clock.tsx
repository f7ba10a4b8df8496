"use client";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const ClockContext = createContext<Date | null>(null);

/**
 * One clock for everything on a page that counts down, ticking every 15 s. `start` is the organization's own now
 * as the server rendered it (a sandbox may run ahead); without it the browser's clock is the start.
 */
export function Clock({ start, children }: { start?: Date; children: ReactNode }) {
  const [now, setNow] = useState(() => start ?? new Date());
  const startMs = start?.getTime();
  useEffect(() => {
    const offset = startMs === undefined ? 0 : startMs - Date.now();
    const tick = () => setNow(new Date(Date.now() + offset));
    // A clock that was moved shows at once.
    tick();
    const timer = setInterval(tick, 15_000);
    return () => clearInterval(timer);
  }, [startMs]);
  return <ClockContext.Provider value={now}>{children}</ClockContext.Provider>;
}

/** The page's now. Throws outside a Clock: two clocks on one page would disagree. */
export function useClock(): Date {
  const now = useContext(ClockContext);
  if (!now) throw new Error("useClock needs a <Clock> above it");
  return now;
}
