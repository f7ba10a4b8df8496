import { can, router } from "@/server/trpc";
import { policyList } from "./queries";
import { removePolicy } from "./remove-policy";
import { policyId, policyInput } from "./schema";
import { setPolicy } from "./set-policy";

export const slaRouter = router({
  policies: can("organization:read").query(({ ctx }) => policyList(ctx.scope)),
  setPolicy: can("sla:update")
    .input(policyInput)
    .mutation(({ ctx, input }) => setPolicy(ctx.scope, input)),
  removePolicy: can("sla:update")
    .input(policyId)
    .mutation(({ ctx, input }) => removePolicy(ctx.scope, input)),
});
