import { can, router } from "@/server/trpc";
import { auditPage, auditTrail } from "./queries";

export const auditRouter = router({
  trail: can("audit:read")
    .input(auditPage)
    .query(({ ctx, input }) => auditTrail(ctx.scope, input)),
});
