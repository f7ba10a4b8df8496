import { can, router } from "@/server/trpc";
import { attributeList, contactInput, contactProfile } from "./attribute-queries";
import { createAttribute } from "./create-attribute";
import { importRouter } from "./import/router";
import { contactsPage, listContacts } from "./list-queries";
import { findContacts, findContactsInput } from "./queries";
import { attributeChange, attributeValue, executiveChange, newAttribute } from "./schema";
import { setAttribute } from "./set-attribute";
import { setExecutive } from "./set-executive";
import { updateAttribute } from "./update-attribute";

export const contactsRouter = router({
  find: can("contacts:read")
    .input(findContactsInput)
    .query(({ ctx, input }) => findContacts(ctx.scope, input)),
  profile: can("contacts:read")
    .input(contactInput)
    .query(({ ctx, input }) => contactProfile(ctx.scope, input)),
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
  attributes: can("contacts:read").query(({ ctx }) => attributeList(ctx.scope)),
  createAttribute: can("attributes:update")
    .input(newAttribute)
    .mutation(({ ctx, input }) => createAttribute(ctx.scope, input)),
  updateAttribute: can("attributes:update")
    .input(attributeChange)
    .mutation(({ ctx, input }) => updateAttribute(ctx.scope, input)),
});
