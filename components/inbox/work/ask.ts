/** What is done to conversations through a dialog of its own: one from its head or by a key, several from a selection. */
export interface Ask {
  work: "labels" | "priority" | "snooze" | "close" | "transfer" | "task";
  conversationIds: string[];
}

const asked = "hilo:ask";

/** Opens the dialog of a work, from wherever on the page; closing asks only where there is something to ask. */
export function ask(detail: Ask): void {
  window.dispatchEvent(new CustomEvent<Ask>(asked, { detail }));
}

/** Calls back whenever somebody asks. */
export function onAsk(open: (ask: Ask) => void): () => void {
  const hear = (event: Event) => open((event as CustomEvent<Ask>).detail);
  window.addEventListener(asked, hear);
  return () => window.removeEventListener(asked, hear);
}
