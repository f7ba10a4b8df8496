import { newId } from "@/db/id";
import { createConversation } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

const contact = async ({ org, numberId }: World) =>
  (await createConversation(org, { channelAccountId: numberId })).contactId;
const number = async ({ numberId }: World) => ({ numberId });

/** Writing first, and what is said beside text. */
export const outbound = {
  "conversations.startOptions": {
    input: async (w) => ({ to: { contactId: await contact(w) }, channelAccountId: w.numberId }),
    foreign: "NOT_FOUND",
  },
  "conversations.start": {
    input: async (w) => ({
      to: { phone: `+54 9 11 ${5600_0000 + Math.floor(Math.random() * 999_999)}` },
      channelAccountId: w.numberId,
      clientMessageId: newId(),
      say: { type: "template", templateId: w.templateId, values: {} },
      consent: { how: "call" },
    }),
    foreign: "NOT_FOUND",
  },
  "contacts.find": { input: async () => ({ find: "Customer" }), foreign: "blind" },
  "conversations.react": {
    input: async (w) => {
      const { conversationId, messageId } = await waitingConversation(w);
      return { conversationId, messageId, emoji: "👍" };
    },
    foreign: "NOT_FOUND",
    // The simulated carrier never saw a message that a test put straight into the database.
    may: ["CARRIER_REFUSED"],
  },
  "channels.capabilities": { input: number, foreign: "NOT_FOUND" },
} satisfies Record<string, ProcedureCase>;
