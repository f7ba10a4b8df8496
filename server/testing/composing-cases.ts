import { newId } from "@/db/id";
import { createCanned } from "@/server/conversations/canned/create-canned";
import { schedule } from "@/server/conversations/scheduled/schedule";
import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

const nothing: ProcedureCase = {};
const conversation = async (world: World) => ({
  conversationId: (await waitingConversation(world)).conversationId,
});
const laterPlan = ({ org }: World) => ({
  content: { type: "text" as const, body: "Mañana te cuento" },
  sendAt: new Date(org.owner.scope.now.getTime() + 3_600_000),
  timeZone: "America/Lima",
});
const scheduledOne = async (world: World) => {
  const { conversationId, epoch, seenSeq } = await waitingConversation(world);
  const plan = { conversationId, epoch, seenSeq, clientMessageId: newId(), ...laterPlan(world) };
  const { scheduledId } = await schedule(world.org.owner.scope, plan, async () => {});
  return { scheduledId, epoch, seenSeq };
};
const cannedOf = async ({ org }: World) =>
  createCanned(org.owner.scope, { shared: true, shortcut: `s-${newId()}`, body: "Hola", language: "es" });

/** What helps to write: canned replies, drafts, mentions, and what leaves later. */
export const composingCases = {
  "canned.list": nothing,
  "canned.values": { input: conversation, foreign: "NOT_FOUND" },
  "canned.create": {
    input: async () => ({ shared: false, shortcut: `s-${newId()}`, body: "Hola", language: "es" }),
  },
  // The one that the world has is shared: who may only write their own is told so.
  "canned.update": {
    input: async (w) => ({
      ...(await cannedOf(w)),
      shared: true,
      shortcut: `s-${newId()}`,
      body: "A",
      language: "es",
    }),
    foreign: "NOT_FOUND",
    may: ["FORBIDDEN"],
  },
  "drafts.list": nothing,
  "drafts.byConversation": { input: conversation, foreign: "NOT_FOUND" },
  "drafts.save": {
    input: async (w) => ({ ...(await conversation(w)), mode: "reply", body: "Ya te digo", base: 0 }),
    foreign: "NOT_FOUND",
  },
  "mentions.list": { input: async () => ({}) },
  "mentions.count": nothing,
  "mentions.markRead": { input: conversation, foreign: "NOT_FOUND" },
  "scheduled.list": { input: conversation, foreign: "NOT_FOUND" },
  "scheduled.held": nothing,
  "scheduled.create": {
    input: async (w) => {
      const { messageId: _, ...to } = await waitingConversation(w);
      return { ...to, ...laterPlan(w), clientMessageId: newId() };
    },
    foreign: "NOT_FOUND",
  },
  "scheduled.change": {
    input: async (w) => ({ ...(await scheduledOne(w)), ...laterPlan(w) }),
    foreign: "NOT_FOUND",
  },
  "scheduled.cancel": {
    input: async (w) => ({ scheduledId: (await scheduledOne(w)).scheduledId }),
    foreign: "NOT_FOUND",
  },
  "scheduled.sendNow": { input: scheduledOne, foreign: "NOT_FOUND" },
  "canned.delete": { input: cannedOf, foreign: "NOT_FOUND", may: ["FORBIDDEN"] },
} satisfies Record<string, ProcedureCase>;
