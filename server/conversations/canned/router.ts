import { can, router } from "@/server/trpc";
import { createCanned } from "./create-canned";
import { deleteCanned } from "./delete-canned";
import { cannedValues, listCanned } from "./queries";
import { cannedChange, cannedRef, cannedValuesInput, newCanned } from "./schema";
import { updateCanned } from "./update-canned";

export const cannedRouter = router({
  list: can("conversations:read").query(({ ctx }) => listCanned(ctx.scope)),
  values: can("conversations:read")
    .input(cannedValuesInput)
    .query(({ ctx, input }) => cannedValues(ctx.scope, input)),
  create: can("canned:write")
    .input(newCanned)
    .mutation(({ ctx, input }) => createCanned(ctx.scope, input)),
  update: can("canned:write")
    .input(cannedChange)
    .mutation(({ ctx, input }) => updateCanned(ctx.scope, input)),
  delete: can("canned:write")
    .input(cannedRef)
    .mutation(({ ctx, input }) => deleteCanned(ctx.scope, input)),
});
