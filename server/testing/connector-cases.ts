import { newId } from "@/db/id";
import { createConnector } from "@/server/connectors/create-connector";
import { bankConnector, bankMany } from "./connector-source";
import { createConversation } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

/** To an address where nobody answers. */
const connector = () => bankConnector("http://127.0.0.1:9", "a-secret", { name: `Core ${newId()}` });
const created = async ({ org }: World) => createConnector(org.owner.scope, connector());
const contact = async ({ org, numberId }: World) => ({
  contactId: (await createConversation(org, { channelAccountId: numberId })).contactId,
});

/** Where customers' data is read from. */
export const connectorCases = {
  "connectors.list": {},
  "connectors.targets": {},
  "connectors.find": { input: created, foreign: "NOT_FOUND" },
  "connectors.create": { input: async () => connector() },
  "connectors.update": {
    input: async (w) => ({ ...connector(), ...(await created(w)), version: 1 }),
    foreign: "NOT_FOUND",
  },
  "connectors.archive": {
    input: async (w) => ({ ...(await created(w)), archived: true }),
    foreign: "NOT_FOUND",
  },
  "connectors.try": {
    input: async (w) => ({ ...connector(), ...(await created(w)), ...(await contact(w)) }),
    foreign: "NOT_FOUND",
  },
  "connectors.tryMany": {
    input: async (w) => ({
      ...{ ...connector(), many: bankMany("http://127.0.0.1:9"), ...(await created(w)) },
      contactIds: [(await contact(w)).contactId],
    }),
    foreign: "NOT_FOUND",
  },
  "connectors.readings": { input: contact, foreign: "NOT_FOUND" },
  "connectors.refresh": {
    input: async (w) => ({ ...(await contact(w)), which: "stale" as const }),
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
