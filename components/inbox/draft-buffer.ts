/** What was written and not yet saved on the server, kept in this browser meanwhile. */
export interface Buffered {
  text: string;
  mode: "reply" | "note";
  /** The server's revision that it goes on from. */
  base: number;
}

const key = (conversationId: string) => `hilo.draft.${conversationId}`;

export function readBuffer(conversationId: string): Buffered | null {
  const kept = localStorage.getItem(key(conversationId));
  if (!kept) return null;
  try {
    const { text, mode, base } = JSON.parse(kept) as Partial<Buffered>;
    if (typeof text !== "string") return null;
    return { text, mode: mode === "note" ? "note" : "reply", base: typeof base === "number" ? base : 0 };
  } catch {
    return null;
  }
}

export function writeBuffer(conversationId: string, buffered: Buffered): void {
  localStorage.setItem(key(conversationId), JSON.stringify(buffered));
}

export function dropBuffer(conversationId: string): void {
  localStorage.removeItem(key(conversationId));
}
