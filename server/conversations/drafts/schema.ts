import { z } from "zod";

export const draftRef = z.object({ conversationId: z.uuid() });

export const draftChange = draftRef.extend({
  mode: z.enum(["reply", "note"]),
  /** Empty: there is none any more. */
  body: z.string().max(4096),
  /** The revision that the writer's device saw last; zero when it saw none. */
  base: z.number().int().min(0),
});

export interface Draft {
  conversationId: string;
  mode: "reply" | "note";
  body: string;
  revision: number;
}

/** `newer` is what another device wrote meanwhile: nothing was saved. */
export type Saved = { revision: number; newer: null } | { revision: null; newer: Draft };
