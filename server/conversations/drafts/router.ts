import { can, router } from "@/server/trpc";
import { listDrafts, readDraft } from "./queries";
import { saveDraft } from "./save-draft";
import { draftChange, draftRef } from "./schema";

export const draftsRouter = router({
  list: can("conversations:note").query(({ ctx }) => listDrafts(ctx.scope)),
  byConversation: can("conversations:note")
    .input(draftRef)
    .query(({ ctx, input }) => readDraft(ctx.scope, input)),
  save: can("conversations:note")
    .input(draftChange)
    .mutation(({ ctx, input }) => saveDraft(ctx.scope, input)),
});
