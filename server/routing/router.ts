import { afterAssigned, afterAssignedMany, afterMoved, afterRulesSaved } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { assign, assignInput } from "./assign";
import { assignMany, assignManyInput } from "./assign-many";
import { explain, explainInput } from "./explain";
import { prioritize, prioritizeInput } from "./prioritize";
import { held, targets } from "./queries";
import { reopen, reopenInput } from "./reopen";
import { replayRules } from "./replay-rules";
import { restoreHolders, restoreHoldersInput } from "./restore-holders";
import { pastConversations, pastInput, rulesInForce, rulesOfVersion, versionInput } from "./rules-queries";
import { saveRules } from "./save-rules";
import { newRules, replayInput } from "./schema";

export const routingRouter = router({
  targets: can("conversations:assign").query(({ ctx }) => targets(ctx.scope)),
  held: can("conversations:assign").query(({ ctx }) => held(ctx.scope)),
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
    .mutation(({ ctx, input }) => prioritize(ctx.scope, input, (ids) => afterMoved(ctx.scope, ids))),
  reopen: can("conversations:close")
    .input(reopenInput)
    .mutation(({ ctx, input }) => reopen(ctx.scope, input, (ids) => afterMoved(ctx.scope, ids))),

  rules: can("routing:read").query(({ ctx }) => rulesInForce(ctx.scope)),
  version: can("routing:read")
    .input(versionInput)
    .query(({ ctx, input }) => rulesOfVersion(ctx.scope, input)),
  explain: can("routing:read")
    .input(explainInput)
    .query(({ ctx, input }) => explain(ctx.scope, input)),
  past: can("routing:read")
    .input(pastInput)
    .query(({ ctx, input }) => pastConversations(ctx.scope, input)),
  replay: can("routing:read")
    .input(replayInput)
    .mutation(({ ctx, input }) => replayRules(ctx.scope, input)),
  saveRules: can("routing:update")
    .input(newRules)
    .mutation(({ ctx, input }) => saveRules(ctx.scope, input, () => afterRulesSaved(ctx.scope))),
});
