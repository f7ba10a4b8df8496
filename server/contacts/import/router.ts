import { can, router } from "@/server/trpc";
import { cancelImport } from "./cancel-import";
import { checkImport } from "./check-import";
import { wakeBy } from "./jobs";
import { importDetail, importList } from "./queries";
import { runImport } from "./run-import";
import { importCheck, importRef } from "./schema";

export const importRouter = router({
  list: can("contacts:import").query(({ ctx }) => importList(ctx.scope)),
  detail: can("contacts:import")
    .input(importRef)
    .query(({ ctx, input }) => importDetail(ctx.scope, input)),
  check: can("contacts:import")
    .input(importCheck)
    .mutation(({ ctx, input }) => checkImport(ctx.scope, input, wakeBy(ctx.scope.orgId))),
  run: can("contacts:import")
    .input(importRef)
    .mutation(({ ctx, input }) => runImport(ctx.scope, input, wakeBy(ctx.scope.orgId))),
  cancel: can("contacts:import")
    .input(importRef)
    .mutation(({ ctx, input }) => cancelImport(ctx.scope, input)),
});
