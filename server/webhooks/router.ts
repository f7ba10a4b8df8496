import { resume } from "@/server/intake";
import { can, router } from "@/server/trpc";
import { parkedList, parkedPage } from "./queries";
import { replayInput, replayParked } from "./replay-parked";

export const webhooksRouter = router({
  parked: can("parked:read")
    .input(parkedPage)
    .query(({ ctx, input }) => parkedList(ctx.scope, input)),
  replay: can("parked:replay")
    .input(replayInput)
    .mutation(({ ctx, input }) => replayParked(ctx.scope, input, resume)),
});
