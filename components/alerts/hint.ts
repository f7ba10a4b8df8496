export const changed = "hilo:alerts-changed";

/** Says to whoever tells the member of news that there may be some. */
export function hintAlerts(): void {
  window.dispatchEvent(new Event(changed));
}
