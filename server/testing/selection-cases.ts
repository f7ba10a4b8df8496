import { newId } from "@/db/id";
import { createCloseReason } from "@/server/conversations/create-close-reason";
import { createLabel } from "@/server/labels/create-label";
import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

const conversationSet = async (world: World) => ({
  conversationIds: [(await waitingConversation(world)).conversationId],
});
const closeReason = ({ org }: World) => createCloseReason(org.owner.scope, { name: `Motivo ${newId()}` });
const label = async ({ org }: World) =>
  (await createLabel(org.owner.scope, { name: newId(), color: "teal" })).labelId;
const inTwoHours = ({ org }: World) => new Date(org.owner.scope.now.getTime() + 7_200_000);

/** What is done to a selection of conversations, and what it is done with. */
export const selectionCases = {
  "conversations.close": { input: conversationSet, foreign: "NOT_FOUND" },
  "conversations.closing": {},
  "conversations.createCloseReason": { input: async () => ({ name: `Motivo ${newId()}` }) },
  "conversations.updateCloseReason": {
    input: async (w) => ({ ...(await closeReason(w)), name: `Motivo ${newId()}`, archived: true }),
    foreign: "NOT_FOUND",
  },
  "conversations.snooze": {
    input: async (w) => ({ ...(await conversationSet(w)), until: inTwoHours(w), pastWindow: true }),
    foreign: "NOT_FOUND",
  },
  "conversations.wake": { input: conversationSet, foreign: "NOT_FOUND" },
  "labels.list": {},
  "labels.create": { input: async () => ({ name: `Etiqueta ${newId().slice(-12)}`, color: "teal" }) },
  "labels.update": {
    input: async (w) => ({
      labelId: await label(w),
      name: `Etiqueta ${newId().slice(-12)}`,
      color: "rose",
      archived: true,
    }),
    foreign: "NOT_FOUND",
  },
  "labels.put": {
    input: async (w) => ({ ...(await conversationSet(w)), add: [await label(w)], remove: [] }),
    foreign: "NOT_FOUND",
  },
  "routing.assignMany": {
    input: async (w) => ({ ...(await conversationSet(w)), to: { memberId: w.org.owner.memberId } }),
    foreign: "NOT_FOUND",
  },
  "routing.restoreHolders": {
    input: async (w) => {
      const { conversationId, epoch } = await waitingConversation(w);
      return { holders: [{ conversationId, epoch, assigneeId: w.org.owner.memberId, teamId: w.org.teamId }] };
    },
    foreign: "NOT_FOUND",
  },
  "routing.prioritize": {
    input: async (w) => ({ ...(await conversationSet(w)), priority: 2 }),
    foreign: "NOT_FOUND",
  },
  "routing.reopen": { input: conversationSet, foreign: "NOT_FOUND" },
} satisfies Record<string, ProcedureCase>;
