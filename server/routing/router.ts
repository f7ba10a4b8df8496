import { afterAssigned } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { assign, assignInput } from "./assign";
import { targets } from "./queries";

export const routingRouter = router({
  targets: can("conversations:assign").query(({ ctx }) => targets(ctx.scope)),
  assign: can("conversations:assign")
    .input(assignInput)
    .mutation(({ ctx, input }) => assign(ctx.scope, input, (id) => afterAssigned(ctx.scope.orgId, id))),
});
