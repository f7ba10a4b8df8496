import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createTemplate } from "@/server/templates/create-template";
import type { TemplateDraft } from "@/server/templates/rules/draft";
import { keepDraft } from "@/server/templates/versions/keep-draft";
import type { ProcedureCase } from "./procedure-cases";
import { type World, waitingConversation } from "./world";

/** A template that the carrier takes, of a name of its own. */
export const draftTemplate = (change: Partial<TemplateDraft> = {}): TemplateDraft => ({
  name: `aviso_${newId().replaceAll("-", "_")}`,
  language: "es_AR",
  category: "UTILITY",
  headerKind: "none",
  header: "",
  headerFile: null,
  body: "Hola {{1}}, tu pedido ya está listo para retirar.",
  footer: "",
  buttons: [],
  examples: { "1": "Inés" },
  ...change,
});

const connection = async ({ org, numberId }: World) => {
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ id: string }[]>`select connection_id as id from channel_accounts where id = ${numberId}`,
  );
  return { connectionId: row?.id ?? "" };
};
const submitted = async (w: World) =>
  createTemplate(w.org.owner.scope, {
    ...(await connection(w)),
    clientTemplateId: newId(),
    draft: draftTemplate({ name: `stays_pending_${newId().replaceAll("-", "_")}` }),
  });

const keptDraft = async (w: World) => {
  const draftId = newId();
  await keepDraft(w.org.owner.scope, {
    ...(await connection(w)),
    clientDraftId: draftId,
    draft: draftTemplate(),
    base: 0,
  });
  return { draftId };
};

/** Templates: listed, written, changed, deleted. */
export const templateCases = {
  "templates.list": {
    input: async (w) => ({ conversationId: (await waitingConversation(w)).conversationId }),
    foreign: "blind",
  },
  "templates.studio": { input: connection, foreign: "blind" },
  "templates.usage": {},
  "templates.prices": { input: connection, foreign: "NOT_FOUND" },
  "templates.versions": { input: submitted, foreign: "NOT_FOUND" },
  "templates.drafts": {},
  "templates.keepDraft": {
    input: async (w) => ({
      ...(await connection(w)),
      clientDraftId: newId(),
      draft: draftTemplate(),
      base: 0,
    }),
    foreign: "NOT_FOUND",
  },
  "templates.discardDraft": { input: keptDraft, foreign: "blind" },
  "templates.create": {
    input: async (w) => ({ ...(await connection(w)), clientTemplateId: newId(), draft: draftTemplate() }),
    foreign: "NOT_FOUND",
  },
  // What was just submitted is in review.
  "templates.edit": {
    input: async (w) => ({ ...(await submitted(w)), draft: draftTemplate() }),
    foreign: "NOT_FOUND",
    may: ["CONFLICT"],
  },
  // What was just submitted has no button of ours.
  "templates.setLinks": {
    input: async (w) => ({ ...(await submitted(w)), links: [{ button: 0, url: "https://shop.example/" }] }),
    foreign: "NOT_FOUND",
    may: ["INVALID"],
  },
  "templates.delete": {
    input: async (w) => ({ ...(await submitted(w)), everyLanguage: false }),
    foreign: "NOT_FOUND",
  },
  "templates.sync": {},
} satisfies Record<string, ProcedureCase>;
