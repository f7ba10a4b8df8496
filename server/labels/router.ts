import { can, router } from "@/server/trpc";
import { createLabel } from "./create-label";
import { labelContact } from "./label-contact";
import { labelConversations } from "./label-conversations";
import { labelList } from "./queries";
import { contactLabelling, labelChange, labelling, newLabel } from "./schema";
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
  putOnContact: can("conversations:label")
    .input(contactLabelling)
    .mutation(({ ctx, input }) => labelContact(ctx.scope, input)),
});
