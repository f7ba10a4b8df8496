import { newId } from "@/db/id";
import { addNote } from "@/server/contacts/add-note";
import { createAttribute } from "@/server/contacts/create-attribute";
import { createObjectType } from "@/server/contacts/objects/create-object-type";
import { createLabel } from "@/server/labels/create-label";
import { createConversation } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

const contact = async ({ org, numberId }: World) => ({
  contactId: (await createConversation(org, { channelAccountId: numberId })).contactId,
});
const type = () => ({
  singular: `Póliza ${newId()}`,
  plural: `Pólizas ${newId()}`,
  columns: [{ key: "debt", label: "Deuda", type: "money" as const, currency: "ARS", shown: true }],
  actions: [],
});
const objectType = ({ org }: World) => createObjectType(org.owner.scope, type());
const attribute = ({ org }: World) =>
  createAttribute(org.owner.scope, { label: `Dato ${newId()}`, type: "text", choices: [], sensitive: true });
const note = async (w: World) => {
  const clientNoteId = newId();
  await addNote(w.org.owner.scope, { ...(await contact(w)), clientNoteId, body: "Ojo" });
  return { noteId: clientNoteId };
};

/** What is kept of a contact, and how their page is laid. */
export const profileCases = {
  "contacts.reveal": {
    input: async (w) => ({ ...(await contact(w)), ...(await attribute(w)) }),
    foreign: "NOT_FOUND",
  },
  "contacts.update": {
    input: async (w) => ({ ...(await contact(w)), language: "pt", channelAccountId: w.numberId }),
    foreign: "NOT_FOUND",
  },
  "contacts.addNote": {
    input: async (w) => ({ ...(await contact(w)), clientNoteId: newId(), body: "Llamar de mañana" }),
    foreign: "NOT_FOUND",
  },
  // Another's note is nobody's to take away but who sees everything.
  "contacts.removeNote": { input: note, foreign: "NOT_FOUND", may: ["NOT_FOUND"] },
  "contacts.arrangeAttributes": {
    input: async (w) => ({ layout: [{ ...(await attribute(w)), place: "head" }] }),
    foreign: "blind",
  },
  "contacts.objects.types": {},
  "contacts.objects.createType": { input: async () => type() },
  "contacts.objects.updateType": {
    input: async (w) => ({ ...(await objectType(w)), singular: "Seguro" }),
    foreign: "NOT_FOUND",
  },
  "contacts.objects.orderTypes": {
    input: async (w) => ({ keys: [(await objectType(w)).key] }),
    foreign: "blind",
  },
  "conversations.files": { input: contact, foreign: "blind" },
  "labels.putOnContact": {
    input: async (w) => {
      const { labelId } = await createLabel(w.org.owner.scope, {
        name: `Moroso ${newId()}`.slice(0, 40),
        color: "teal",
      });
      return { ...(await contact(w)), add: [labelId], remove: [] };
    },
    foreign: "NOT_FOUND",
  },
} satisfies Record<string, ProcedureCase>;
