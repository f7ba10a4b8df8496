import { z } from "zod";
import { inOrg } from "@/db/org";
import { can, router } from "@/server/trpc";
import { costNumbers, costSummary } from "./queries";
import { behindFigure, usageCursor } from "./schema";
import { usagePage } from "./usage-page";

export const ledgerRouter = router({
  summary: can("costs:read").query(({ ctx }) => inOrg(ctx.scope, costSummary)),
  numbers: can("costs:read").query(({ ctx }) => inOrg(ctx.scope, costNumbers)),
  messages: can("costs:read")
    .input(z.object({ behind: behindFigure, cursor: usageCursor.optional() }))
    .query(({ ctx, input }) => inOrg(ctx.scope, (scope) => usagePage(scope, input.behind, input.cursor))),
});
