import { expect, test } from "vitest";
import {
  DRAFT,
  draftPasses,
  draftsOf,
  familiesOf,
  newDrafts,
  passes,
  templateHref,
  usageOf,
} from "./families";
import type { KeptDraft, StudioTemplate } from "./template-types";
import { emptyDraft } from "./use-template-draft";

const template = (change: Partial<StudioTemplate>): StudioTemplate => ({
  id: `${change.connectionId ?? "a"}-${change.name}-${change.language}`,
  connectionId: "a",
  name: "turno",
  language: "es_AR",
  category: "UTILITY",
  status: "APPROVED",
  quality: null,
  reason: null,
  parameterFormat: "positional",
  askedCategory: null,
  categorySince: null,
  nextCategory: null,
  nextCategoryAt: null,
  headerFile: null,
  components: [{ type: "BODY", text: "Te esperamos mañana" }],
  ...change,
});

const all = [
  template({ name: "promo", category: "MARKETING", status: "REJECTED" }),
  template({}),
  template({ language: "en", status: "PENDING" }),
  template({ connectionId: "b" }),
];

test("one name of one account is one row with its languages", () => {
  expect(
    familiesOf(all).map(({ connectionId, name, languages }) => [connectionId, name, languages.length]),
  ).toEqual([
    ["a", "promo", 1],
    ["a", "turno", 2],
    ["b", "turno", 1],
  ]);
});

test("found by words of name or text, by the state of any language, by category", () => {
  const found = (change: object) =>
    familiesOf(all).flatMap((one) =>
      passes(one, { find: "", state: "", category: "", ...change }) ? `${one.connectionId} ${one.name}` : [],
    );
  expect(found({})).toHaveLength(3);
  expect(found({ find: "MAÑANA turno" })).toEqual(["a turno", "b turno"]);
  expect(found({ state: "PENDING" })).toEqual(["a turno"]);
  expect(found({ category: "MARKETING" })).toEqual(["a promo"]);
  expect(found({ find: "nada" })).toEqual([]);
});

test("usage is that of all languages in one account, by currency", () => {
  const usage = ["es_AR", "en"].map((language) => ({
    connectionId: "a",
    name: "turno",
    language,
    sent: 2,
    costs: [{ micros: 26_000n, currency: "USD" }],
  }));
  const [promo, turno] = familiesOf(all);
  expect(turno && usageOf(turno, usage)).toEqual({ sent: 4, costs: [{ micros: 52_000n, currency: "USD" }] });
  expect(promo && usageOf(promo, usage)).toEqual({ sent: 0, costs: [] });
  expect(turno && usageOf(turno, undefined)).toBeNull();
});

test("each has an address of its own, one that is called like another page too", () => {
  const one = { accounts: [{ connectionId: "a", numbers: ["Ventas"] }], templates: [] };
  const two = { ...one, accounts: [...one.accounts, { connectionId: "b", numbers: ["Cobros"] }] };
  expect(templateHref("sol", { name: "turno", connectionId: "a" }, one)).toBe("/sol/templates/turno");
  expect(templateHref("sol", { name: "turno", connectionId: "b" }, two)).toBe(
    "/sol/templates/turno?account=b",
  );
  expect(templateHref("sol", { name: "new", connectionId: "a" }, one)).toBe("/sol/templates/-?name=new");
});

test("what is in the making stands with its name, or by itself", () => {
  const draft = (id: string, name: string, change: Partial<KeptDraft> = {}): KeptDraft => ({
    id,
    connectionId: "a",
    templateId: null,
    draft: { ...emptyDraft("es"), name, body: "Hola mundo" },
    revision: 1,
    author: "Mara",
    savedAt: "2026-11-02T12:00:00Z",
    ...change,
  });
  const [family] = familiesOf([template({ name: "turno" })]);
  if (!family) throw new Error("no family");
  const changed = draft("1", "turno", { templateId: family.languages[0]?.id ?? "" });
  const other = draft("2", "turno");
  const fresh = draft("3", "");
  const drafts = [changed, other, fresh, draft("4", "turno", { connectionId: "b" })];
  expect(draftsOf(family, drafts).map(({ id }) => id)).toEqual(["1", "2"]);
  expect(newDrafts([family], drafts).map(({ id }) => id)).toEqual(["3", "4"]);
  const filter = { find: "", state: DRAFT, category: "" };
  expect(passes(family, filter, drafts)).toBe(true);
  expect(passes(family, filter, [fresh])).toBe(false);
  expect(draftPasses(fresh, { ...filter, find: "mundo" })).toBe(true);
  expect(draftPasses(fresh, { ...filter, state: "APPROVED" })).toBe(false);
  expect(draftPasses(fresh, { ...filter, category: "MARKETING" })).toBe(false);
});
