import { z } from "zod";
import { afterPlaceFreed, afterTaskAsked } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { askTask } from "./ask-task";
import { assignTask } from "./assign-task";
import { finishTask } from "./finish-task";
import { countTasks, listTasks, tasksOf } from "./queries";
import { listInput, newTask, taskEnd, taskMove } from "./schema";

export const tasksRouter = router({
  list: can("tasks:read")
    .input(listInput)
    .query(({ ctx, input }) => listTasks(ctx.scope, input)),
  counts: can("tasks:read").query(({ ctx }) => countTasks(ctx.scope)),
  ofConversation: can("tasks:read")
    .input(z.object({ conversationId: z.uuid() }))
    .query(({ ctx, input }) => tasksOf(ctx.scope, input.conversationId)),
  ask: can("tasks:ask")
    .input(newTask)
    .mutation(({ ctx, input }) => askTask(ctx.scope, input, () => afterTaskAsked(ctx.scope))),
  assign: can("tasks:work")
    .input(taskMove)
    .mutation(({ ctx, input }) => assignTask(ctx.scope, input, () => afterPlaceFreed(ctx.scope))),
  finish: can("tasks:work")
    .input(taskEnd)
    .mutation(({ ctx, input }) => finishTask(ctx.scope, input, () => afterPlaceFreed(ctx.scope))),
});
