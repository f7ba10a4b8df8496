import { newId } from "@/db/id";
import { askTask } from "@/server/tasks/ask-task";
import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

const newTask = async (w: World) => ({
  clientTaskId: newId(),
  conversationId: (await waitingConversation(w)).conversationId,
  title: "Revisar el pago",
  body: "Dice que pagó el martes.",
  teamId: null,
  dueAt: null,
});

/** A task that nobody has. */
export async function waitingTask(w: World) {
  const task = await newTask(w);
  await askTask(w.members.agent.scope, task, async () => {});
  return task;
}

/** What is asked of the back office. */
export const taskCases = {
  "tasks.list": { input: async () => ({ box: "waiting" }) },
  "tasks.counts": {},
  "tasks.ofConversation": {
    input: async (w) => ({ conversationId: (await waitingTask(w)).conversationId }),
    foreign: "blind",
  },
  "tasks.ask": { input: newTask, foreign: "NOT_FOUND" },
  "tasks.assign": {
    input: async (w) => ({
      taskId: (await waitingTask(w)).clientTaskId,
      to: { memberId: w.members["back-office"].memberId },
      from: null,
    }),
    foreign: "NOT_FOUND",
  },
  "tasks.finish": {
    input: async (w) => ({
      taskId: (await waitingTask(w)).clientTaskId,
      outcome: "done",
      result: "El pago está.",
    }),
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
