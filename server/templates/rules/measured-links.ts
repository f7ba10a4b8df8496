import { type TemplateDraft, variablesIn } from "./draft";

/** Where a button leads whose address at the carrier is one of ours. */
export interface MeasuredLink {
  /** See buttonPlace(). */
  button: number;
  /** What the carrier has: another address is no longer the one that was submitted from here, and leads where it says. */
  address: string;
  /** As it was written, static or ending in `{{1}}`. */
  url: string;
  /** A whole address, for one with a variable. */
  example: string;
}

/** The carrier's examples are read by people: what stands for the part that each message has of its own. */
const sample = "x".repeat(20);

/** Our address with the one variable that the carrier allows, at its end, and its example. `appUrl`: where we are reached. */
export function measuredAddress(appUrl: string): { url: string; example: string } {
  const base = `${appUrl.replace(/\/+$/, "")}/l/`;
  return { url: `${base}{{1}}`, example: `${base}${sample}` };
}

/** What has to be kept beside a template that is submitted with this draft. */
export function linksOf(draft: TemplateDraft, appUrl: string): MeasuredLink[] {
  const address = measuredAddress(appUrl).url;
  return draft.buttons.flatMap((one, button) =>
    one.type === "url" && one.measured ? [{ button, address, url: one.url, example: one.example }] : [],
  );
}

/** Where a button leads in one message; null where a value would change the host: only what the author wrote decides that. */
export function destinationOf(url: string, value: string | undefined): string | null {
  const whole = variablesIn(url).length > 0 ? url.replace("{{1}}", () => value ?? "") : url;
  const [meant, found] = [hostOf(url.replace("{{1}}", "")), hostOf(whole)];
  return meant !== null && meant === found ? whole : null;
}

/** Protocol, host and port of an address that a browser follows; null for any other. */
export function hostOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return protocol === "http:" || protocol === "https:" ? `${protocol}//${host}` : null;
}
