import { can, router } from "@/server/trpc";
import { createLabel } from "./create-label";
import { labelConversations } from "./label-conversations";
import { labelList } from "./queries";
import { labelChange, labelling, newLabel } from "./schema";
import { updateLabel } from "./update-label";

export const labelsRouter = router({
  list: can("conversations:read").query(({ ctx }) => labelList(ctx.scope)),
  create: can("labels:update")
    .input(newLabel)
    .mutation(({ ctx, input }) => createLabel(ctx.scope, input)),
  update: can("labels:update")
    .input(labelChange)
    .mutation(({ ctx, input }) => updateLabel(ctx.scope, input)),
  put: can("conversations:label")
    .input(labelling)
    .mutation(({ ctx, input }) => labelConversations(ctx.scope, input)),
});
