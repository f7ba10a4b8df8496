import { can, router } from "@/server/trpc";
import { allInput, browse, browseInput, idsOf } from "../queries/browse";
import { createView, createViewInput } from "./create-view";
import { countFiltered, countInput, countViews, listViews } from "./queries";
import { removeView, removeViewInput } from "./remove-view";
import { updateView, updateViewInput } from "./update-view";

export const viewsRouter = router({
  list: can("conversations:read").query(({ ctx }) => listViews(ctx.scope)),
  counts: can("conversations:read").query(({ ctx }) => countViews(ctx.scope)),
  count: can("conversations:read")
    .input(countInput)
    .query(({ ctx, input }) => countFiltered(ctx.scope, input)),
  browse: can("conversations:read")
    .input(browseInput)
    .query(({ ctx, input }) => browse(ctx.scope, input)),
  ids: can("conversations:read")
    .input(allInput)
    .query(({ ctx, input }) => idsOf(ctx.scope, input)),
  create: can("conversations:read")
    .input(createViewInput)
    .mutation(({ ctx, input }) => createView(ctx.scope, input)),
  update: can("conversations:read")
    .input(updateViewInput)
    .mutation(({ ctx, input }) => updateView(ctx.scope, input)),
  remove: can("conversations:read")
    .input(removeViewInput)
    .mutation(({ ctx, input }) => removeView(ctx.scope, input)),
});
