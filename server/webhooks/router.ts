import { can, router } from "@/server/trpc";
import { parkedList, parkedPage } from "./queries";

export const webhooksRouter = router({
  parked: can("parked:read")
    .input(parkedPage)
    .query(({ ctx, input }) => parkedList(ctx.scope, input)),
});
