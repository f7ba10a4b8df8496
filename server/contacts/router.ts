import { can, router } from "@/server/trpc";
import { findContacts, findContactsInput } from "./queries";

export const contactsRouter = router({
  find: can("contacts:read")
    .input(findContactsInput)
    .query(({ ctx, input }) => findContacts(ctx.scope, input)),
});
