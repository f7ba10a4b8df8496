import { newId } from "@/db/id";
import { createConversation } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

const contact = async ({ org, numberId }: World) => ({
  contactId: (await createConversation(org, { channelAccountId: numberId })).contactId,
});

/** What contacts agree to, and its evidence. */
export const consentCases = {
  "contacts.consent.card": { input: contact, foreign: "NOT_FOUND" },
  "contacts.consent.note": {
    input: async (w) => ({
      ...(await contact(w)),
      ...{ channel: "any", purpose: "marketing", state: "out", how: "call", language: "es", textId: null },
    }),
    foreign: "NOT_FOUND",
  },
  "contacts.consent.request": {
    input: async (w) => ({
      ...(await contact(w)),
      ...{ email: `${newId()}@example.com`, purpose: "marketing", language: "pt" },
    }),
    foreign: "NOT_FOUND",
  },
  "contacts.consent.texts": {},
  "contacts.consent.writeText": {
    input: async () => ({ purpose: "marketing", language: "en", body: "May we write to you about offers?" }),
  },
  "contacts.consent.process": {},
  "contacts.erasure.state": { input: contact, foreign: "blind" },
  // Who was just created has written: their conversation is open.
  "contacts.erasure.erase": {
    input: async (w) => ({ ...(await contact(w)), reason: "asked" }),
    foreign: "NOT_FOUND",
    may: ["CONVERSATION_OPEN"],
  },
} satisfies Record<string, ProcedureCase>;
