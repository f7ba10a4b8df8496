import { afterAssigned } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { assign, assignInput } from "./assign";
import { prioritize, prioritizeInput } from "./prioritize";
import { targets } from "./queries";
import { reopen, reopenInput } from "./reopen";

export const routingRouter = router({
  targets: can("conversations:assign").query(({ ctx }) => targets(ctx.scope)),
  assign: can("conversations:assign")
    .input(assignInput)
    .mutation(({ ctx, input }) => assign(ctx.scope, input, (id) => afterAssigned(ctx.scope.orgId, id))),
  prioritize: can("conversations:prioritize")
    .input(prioritizeInput)
    .mutation(({ ctx, input }) => prioritize(ctx.scope, input)),
  reopen: can("conversations:close")
    .input(reopenInput)
    .mutation(({ ctx, input }) => reopen(ctx.scope, input)),
});
