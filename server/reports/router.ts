import { can, router } from "@/server/trpc";
import { readReport } from "./queries";
import { reportInput } from "./rules/asked";

export const reportsRouter = router({
  read: can("board:read")
    .input(reportInput)
    .query(({ ctx, input }) => readReport(ctx.scope, input)),
});
