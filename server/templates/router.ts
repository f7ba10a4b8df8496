import { can, router } from "@/server/trpc";
import { listTemplates, templatesInput } from "./queries";
import { syncConnectionTemplates } from "./sync-all";

export const templatesRouter = router({
  list: can("templates:read")
    .input(templatesInput)
    .query(({ ctx, input }) => listTemplates(ctx.scope, input)),
  sync: can("templates:update").mutation(({ ctx }) => syncConnectionTemplates(ctx.scope)),
});
