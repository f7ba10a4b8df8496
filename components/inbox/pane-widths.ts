export type PaneWidths = { queues: number; list: number; panel: number };

export const WIDTHS_COOKIE = "hilo_panes";
export const DEFAULT_WIDTHS: PaneWidths = { queues: 188, list: 348, panel: 304 };
export const LIMITS: Record<keyof PaneWidths, { min: number; max: number }> = {
  queues: { min: 148, max: 280 },
  list: { min: 280, max: 520 },
  panel: { min: 260, max: 440 },
};

/** The remembered widths of a cookie's value (`188.348.304`), within their limits; undefined when it says nothing. */
export function widthsFromCookie(value: string | undefined): PaneWidths | undefined {
  const [queues, list, panel] = (value ?? "").split(".").map(Number);
  if (!queues || !list || !panel) return undefined;
  const within = (pane: keyof PaneWidths, width: number) =>
    Math.min(LIMITS[pane].max, Math.max(LIMITS[pane].min, Math.round(width)));
  return { queues: within("queues", queues), list: within("list", list), panel: within("panel", panel) };
}
