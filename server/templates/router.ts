import { can, router } from "@/server/trpc";
import { createTemplate, createTemplateInput } from "./create-template";
import { deleteTemplate, deleteTemplateInput } from "./delete-template";
import { editTemplate, editTemplateInput } from "./edit-template";
import { pricesInput, readTemplatePrices } from "./prices";
import { listTemplates, readStudio, readTemplateUsage, studioInput, templatesInput } from "./queries";
import { setLinks, setLinksInput } from "./set-links";
import { syncConnectionTemplates } from "./sync-all";
import { discardDraft, discardDraftInput } from "./versions/discard-draft";
import { keepDraft, keepDraftInput } from "./versions/keep-draft";
import { listDrafts, listVersions, versionsInput } from "./versions/queries";

export const templatesRouter = router({
  list: can("templates:read")
    .input(templatesInput)
    .query(({ ctx, input }) => listTemplates(ctx.scope, input)),
  studio: can("templates:read")
    .input(studioInput)
    .query(({ ctx, input }) => readStudio(ctx.scope, input)),
  usage: can("costs:read").query(({ ctx }) => readTemplateUsage(ctx.scope)),
  prices: can("templates:read")
    .input(pricesInput)
    .query(({ ctx, input }) => readTemplatePrices(ctx.scope, input)),
  versions: can("templates:read")
    .input(versionsInput)
    .query(({ ctx, input }) => listVersions(ctx.scope, input)),
  drafts: can("templates:update").query(({ ctx }) => listDrafts(ctx.scope)),
  keepDraft: can("templates:update")
    .input(keepDraftInput)
    .mutation(({ ctx, input }) => keepDraft(ctx.scope, input)),
  discardDraft: can("templates:update")
    .input(discardDraftInput)
    .mutation(({ ctx, input }) => discardDraft(ctx.scope, input)),
  create: can("templates:update")
    .input(createTemplateInput)
    .mutation(({ ctx, input }) => createTemplate(ctx.scope, input)),
  edit: can("templates:update")
    .input(editTemplateInput)
    .mutation(({ ctx, input }) => editTemplate(ctx.scope, input)),
  setLinks: can("templates:update")
    .input(setLinksInput)
    .mutation(({ ctx, input }) => setLinks(ctx.scope, input)),
  delete: can("templates:update")
    .input(deleteTemplateInput)
    .mutation(({ ctx, input }) => deleteTemplate(ctx.scope, input)),
  sync: can("templates:update").mutation(({ ctx }) => syncConnectionTemplates(ctx.scope)),
});
