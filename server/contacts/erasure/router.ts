import { can, router } from "@/server/trpc";
import { contactRef } from "../schema";
import { eraseContact } from "./erase-contact";
import { wakeErasure } from "./jobs";
import { erasureState } from "./queries";
import { erasureInput } from "./schema";

export const erasureRouter = router({
  state: can("contacts:read")
    .input(contactRef)
    .query(({ ctx, input }) => erasureState(ctx.scope, input)),
  erase: can("contacts:erase")
    .input(erasureInput)
    .mutation(({ ctx, input }) => eraseContact(ctx.scope, input, wakeErasure(ctx.scope.orgId))),
});
