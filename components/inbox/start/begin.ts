import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/router";

type Outputs = inferRouterOutputs<AppRouter>;
export type StartOptions = Outputs["conversations"]["startOptions"];
export type StartInput = inferRouterInputs<AppRouter>["conversations"]["start"];

/** Who to write to; absent to ask. */
export interface Begin {
  to?: StartInput["to"];
  /** The number to write from; absent for the one that suits best. */
  channelAccountId?: string;
  /** What is said, with what is known of its values; absent to choose. */
  template?: GivenTemplate;
}

export interface GivenTemplate {
  name: string;
  /** As the carrier calls it: `es_AR`. */
  language: string;
  values: Record<string, string>;
}

const begun = "hilo:begin";
const gone = "hilo:go";

/** Opens the dialog of a new conversation, from wherever on the page. */
export function beginConversation(begin: Begin = {}): void {
  window.dispatchEvent(new CustomEvent(begun, { detail: begin }));
}

/** Goes to a conversation, from wherever on the page. */
export function goToConversation(id: string): void {
  window.dispatchEvent(new CustomEvent(gone, { detail: id }));
}

/** Calls back whenever somebody wants to begin a conversation, or to go to one. */
export function onBegin(open: (begin: Begin) => void, go: (id: string) => void): () => void {
  const hearBegin = (event: Event) => open((event as CustomEvent<Begin>).detail);
  const hearGo = (event: Event) => go((event as CustomEvent<string>).detail);
  window.addEventListener(begun, hearBegin);
  window.addEventListener(gone, hearGo);
  return () => {
    window.removeEventListener(begun, hearBegin);
    window.removeEventListener(gone, hearGo);
  };
}
