import { expect, test } from "vitest";
import { LOCALES } from "@/messages/locales";
import { readDraft } from "@/server/sandbox/templates/draft";
import { starterTemplates } from "./starter-templates";

test.each(LOCALES)("the carrier takes the templates that a new organization gets in %s", (locale) => {
  const drafts = starterTemplates[locale].map((template) => readDraft({ ...template }));
  expect(drafts.map((draft) => draft.name)).toEqual(starterTemplates[locale].map(({ name }) => name));
});
