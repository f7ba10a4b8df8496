import { afterReplied } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { cancelScheduled } from "./cancel-scheduled";
import { wakeBy, withdrawBy } from "./jobs";
import { listHeld, listScheduled } from "./queries";
import { reschedule } from "./reschedule";
import { schedule } from "./schedule";
import { newScheduled, scheduledChange, scheduledNow, scheduledOf, scheduledRef } from "./schema";
import { sendScheduledNow } from "./send-scheduled-now";

export const scheduledRouter = router({
  list: can("conversations:read")
    .input(scheduledOf)
    .query(({ ctx, input }) => listScheduled(ctx.scope, input)),
  held: can("conversations:reply").query(({ ctx }) => listHeld(ctx.scope)),
  create: can("conversations:reply")
    .input(newScheduled)
    .mutation(({ ctx, input }) => schedule(ctx.scope, input, wakeBy(ctx.scope.orgId))),
  change: can("conversations:reply")
    .input(scheduledChange)
    .mutation(({ ctx, input }) => reschedule(ctx.scope, input, wakeBy(ctx.scope.orgId))),
  cancel: can("conversations:reply")
    .input(scheduledRef)
    .mutation(({ ctx, input }) => cancelScheduled(ctx.scope, input, withdrawBy(ctx.scope.orgId))),
  sendNow: can("conversations:reply")
    .input(scheduledNow)
    .mutation(({ ctx, input }) =>
      sendScheduledNow(ctx.scope, input, {
        replied: (conversationId) => afterReplied(ctx.scope, conversationId),
        withdraw: withdrawBy(ctx.scope.orgId),
      }),
    ),
});
