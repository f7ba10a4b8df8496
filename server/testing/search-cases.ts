import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

const conversation = async (world: World) => ({
  conversationId: (await waitingConversation(world)).conversationId,
});

/** Searching: what is not the member's is not there, nor is another organization's. */
export const searchCases = {
  "conversations.search": { input: async () => ({ query: "hola" }) },
  "conversations.searchPeople": { input: async () => ({ query: "hola" }) },
  "conversations.searchMessages": {
    input: async (w) => ({ query: "hola", cursor: (await waitingConversation(w)).messageId }),
    foreign: "blind",
  },
  "conversations.searchThread": {
    input: async (w) => ({ ...(await conversation(w)), query: "hola" }),
    foreign: "NOT_FOUND",
  },
  "conversations.messageOn": {
    input: async (w) => ({ ...(await conversation(w)), day: "2026-11-20" }),
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
