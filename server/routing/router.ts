import { afterAssigned, afterAssignedMany } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { assign, assignInput } from "./assign";
import { assignMany, assignManyInput } from "./assign-many";
import { prioritize, prioritizeInput } from "./prioritize";
import { targets } from "./queries";
import { reopen, reopenInput } from "./reopen";
import { restoreHolders, restoreHoldersInput } from "./restore-holders";

export const routingRouter = router({
  targets: can("conversations:assign").query(({ ctx }) => targets(ctx.scope)),
  assign: can("conversations:assign")
    .input(assignInput)
    .mutation(({ ctx, input }) => assign(ctx.scope, input, (id) => afterAssigned(ctx.scope.orgId, id))),
  assignMany: can("conversations:assign")
    .input(assignManyInput)
    .mutation(({ ctx, input }) =>
      assignMany(ctx.scope, input, (ids) => afterAssignedMany(ctx.scope.orgId, ids)),
    ),
  restoreHolders: can("conversations:assign")
    .input(restoreHoldersInput)
    .mutation(({ ctx, input }) => restoreHolders(ctx.scope, input)),
  prioritize: can("conversations:prioritize")
    .input(prioritizeInput)
    .mutation(({ ctx, input }) => prioritize(ctx.scope, input)),
  reopen: can("conversations:close")
    .input(reopenInput)
    .mutation(({ ctx, input }) => reopen(ctx.scope, input)),
});
