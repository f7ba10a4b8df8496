import { can, router } from "@/server/trpc";
import { createTemplate, createTemplateInput } from "./create-template";
import { deleteTemplate, deleteTemplateInput } from "./delete-template";
import { editTemplate, editTemplateInput } from "./edit-template";
import { listTemplates, readStudio, readTemplateUsage, studioInput, templatesInput } from "./queries";
import { syncConnectionTemplates } from "./sync-all";

export const templatesRouter = router({
  list: can("templates:read")
    .input(templatesInput)
    .query(({ ctx, input }) => listTemplates(ctx.scope, input)),
  studio: can("templates:read")
    .input(studioInput)
    .query(({ ctx, input }) => readStudio(ctx.scope, input)),
  usage: can("costs:read").query(({ ctx }) => readTemplateUsage(ctx.scope)),
  create: can("templates:update")
    .input(createTemplateInput)
    .mutation(({ ctx, input }) => createTemplate(ctx.scope, input)),
  edit: can("templates:update")
    .input(editTemplateInput)
    .mutation(({ ctx, input }) => editTemplate(ctx.scope, input)),
  delete: can("templates:update")
    .input(deleteTemplateInput)
    .mutation(({ ctx, input }) => deleteTemplate(ctx.scope, input)),
  sync: can("templates:update").mutation(({ ctx }) => syncConnectionTemplates(ctx.scope)),
});
