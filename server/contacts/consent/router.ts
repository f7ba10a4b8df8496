import { inOrg } from "@/db/org";
import { can, router } from "@/server/trpc";
import { contactRef } from "../schema";
import { consentCard } from "./card";
import { optInProcess } from "./evidence";
import { noteConsent } from "./note-consent";
import { requestConsent } from "./request-consent";
import { consentRequest, newText, notedConsent } from "./schema";
import { consentTexts } from "./texts";
import { writeText } from "./write-text";

export const consentRouter = router({
  card: can("contacts:read")
    .input(contactRef)
    .query(({ ctx, input }) => consentCard(ctx.scope, input)),
  note: can("consents:record")
    .input(notedConsent)
    .mutation(({ ctx, input }) => noteConsent(ctx.scope, input)),
  request: can("consents:record")
    .input(consentRequest)
    .mutation(({ ctx, input }) => requestConsent(ctx.scope, input)),
  texts: can("contacts:read").query(({ ctx }) => inOrg(ctx.scope, consentTexts)),
  writeText: can("consents:update")
    .input(newText)
    .mutation(({ ctx, input }) => writeText(ctx.scope, input)),
  process: can("consents:export").query(({ ctx }) => optInProcess(ctx.scope)),
});
