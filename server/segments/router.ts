import { can, router } from "@/server/trpc";
import { archiveSegment } from "./archive-segment";
import { createSegment } from "./create-segment";
import { segmentOptions } from "./options";
import { countDraft, findSegment, previewDraft, segmentList } from "./queries";
import { recountSegment } from "./recount-segment";
import { newSegment, segmentChange, segmentDraft, segmentRef } from "./schema";
import { updateSegment } from "./update-segment";

export const segmentsRouter = router({
  list: can("segments:read").query(({ ctx }) => segmentList(ctx.scope)),
  find: can("segments:read")
    .input(segmentRef)
    .query(({ ctx, input }) => findSegment(ctx.scope, input)),
  options: can("segments:read").query(({ ctx }) => segmentOptions(ctx.scope)),
  count: can("segments:read")
    .input(segmentDraft)
    .query(({ ctx, input }) => countDraft(ctx.scope, input)),
  preview: can("segments:read")
    .input(segmentDraft)
    .query(({ ctx, input }) => previewDraft(ctx.scope, input)),
  create: can("segments:update")
    .input(newSegment)
    .mutation(({ ctx, input }) => createSegment(ctx.scope, input)),
  update: can("segments:update")
    .input(segmentChange)
    .mutation(({ ctx, input }) => updateSegment(ctx.scope, input)),
  archive: can("segments:update")
    .input(segmentRef)
    .mutation(({ ctx, input }) => archiveSegment(ctx.scope, input)),
  recount: can("segments:update")
    .input(segmentRef)
    .mutation(({ ctx, input }) => recountSegment(ctx.scope, input)),
});
