import { afterMerged, afterUnmerged } from "@/server/reactions";
import { can, router } from "@/server/trpc";
import { addNote } from "./add-note";
import { arrangeAttributes } from "./arrange-attributes";
import { attributeList } from "./attribute-queries";
import { consentRouter } from "./consent/router";
import { createAttribute } from "./create-attribute";
import { erasureRouter } from "./erasure/router";
import { addIdentity } from "./identities/add-identity";
import { createIdentifier } from "./identities/create-identifier";
import { identifierList } from "./identities/queries";
import { removeIdentity } from "./identities/remove-identity";
import { identifierChange, identityRef, newIdentifier, newIdentity } from "./identities/schema";
import { updateIdentifier } from "./identities/update-identifier";
import { importRouter } from "./import/router";
import { contactsPage, listContacts } from "./list-queries";
import { dismissProposal } from "./merges/dismiss-proposal";
import { merge } from "./merges/merge";
import { comparePair, identityCard, proposalList, proposalsInput } from "./merges/queries";
import { mergeInput, pairInput, proposalInput, unmergeInput } from "./merges/schema";
import { unmerge } from "./merges/unmerge";
import { objectsRouter } from "./objects/router";
import { contactProfile } from "./profile-queries";
import { findContacts, findContactsInput } from "./queries";
import { removeNote } from "./remove-note";
import { reveal } from "./reveal";
import {
  attributeChange,
  attributeLayout,
  attributeValue,
  contactChange,
  contactRef,
  coveredField,
  executiveChange,
  newAttribute,
  newNote,
  noteRef,
} from "./schema";
import { setAttribute } from "./set-attribute";
import { setExecutive } from "./set-executive";
import { updateAttribute } from "./update-attribute";
import { updateContact } from "./update-contact";

export const contactsRouter = router({
  consent: consentRouter,
  erasure: erasureRouter,
  find: can("contacts:read")
    .input(findContactsInput)
    .query(({ ctx, input }) => findContacts(ctx.scope, input)),
  profile: can("contacts:read")
    .input(contactRef)
    .query(({ ctx, input }) => contactProfile(ctx.scope, input)),
  reveal: can("contacts:reveal")
    .input(coveredField)
    .mutation(({ ctx, input }) => reveal(ctx.scope, input)),
  update: can("contacts:update")
    .input(contactChange)
    .mutation(({ ctx, input }) => updateContact(ctx.scope, input)),
  setAttribute: can("contacts:update")
    .input(attributeValue)
    .mutation(({ ctx, input }) => setAttribute(ctx.scope, input)),
  setExecutive: can("contacts:update")
    .input(executiveChange)
    .mutation(({ ctx, input }) => setExecutive(ctx.scope, input)),
  list: can("contacts:read")
    .input(contactsPage)
    .query(({ ctx, input }) => listContacts(ctx.scope, input)),
  imports: importRouter,
  addNote: can("contacts:update")
    .input(newNote)
    .mutation(({ ctx, input }) => addNote(ctx.scope, input)),
  removeNote: can("contacts:update")
    .input(noteRef)
    .mutation(({ ctx, input }) => removeNote(ctx.scope, input)),
  attributes: can("contacts:read").query(({ ctx }) => attributeList(ctx.scope)),
  createAttribute: can("attributes:update")
    .input(newAttribute)
    .mutation(({ ctx, input }) => createAttribute(ctx.scope, input)),
  updateAttribute: can("attributes:update")
    .input(attributeChange)
    .mutation(({ ctx, input }) => updateAttribute(ctx.scope, input)),
  identity: can("contacts:read")
    .input(contactRef)
    .query(({ ctx, input }) => identityCard(ctx.scope, input)),
  addIdentity: can("contacts:update")
    .input(newIdentity)
    .mutation(({ ctx, input }) => addIdentity(ctx.scope, input)),
  removeIdentity: can("contacts:update")
    .input(identityRef)
    .mutation(({ ctx, input }) => removeIdentity(ctx.scope, input)),
  identifiers: can("contacts:read").query(({ ctx }) => identifierList(ctx.scope)),
  createIdentifier: can("attributes:update")
    .input(newIdentifier)
    .mutation(({ ctx, input }) => createIdentifier(ctx.scope, input)),
  updateIdentifier: can("attributes:update")
    .input(identifierChange)
    .mutation(({ ctx, input }) => updateIdentifier(ctx.scope, input)),
  proposals: can("contacts:merge")
    .input(proposalsInput)
    .query(({ ctx, input }) => proposalList(ctx.scope, input)),
  compare: can("contacts:merge")
    .input(pairInput)
    .query(({ ctx, input }) => comparePair(ctx.scope, input)),
  merge: can("contacts:merge")
    .input(mergeInput)
    .mutation(({ ctx, input }) => merge(ctx.scope, input, (ids) => afterMerged(ctx.scope, ids))),
  unmerge: can("contacts:merge")
    .input(unmergeInput)
    .mutation(({ ctx, input }) => unmerge(ctx.scope, input, (open) => afterUnmerged(ctx.scope, open))),
  dismissProposal: can("contacts:merge")
    .input(proposalInput)
    .mutation(({ ctx, input }) => dismissProposal(ctx.scope, input)),
  arrangeAttributes: can("attributes:update")
    .input(attributeLayout)
    .mutation(({ ctx, input }) => arrangeAttributes(ctx.scope, input)),
  objects: objectsRouter,
});
