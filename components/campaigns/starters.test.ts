import { expect, test } from "vitest";
import { campaignDraft } from "@/server/campaigns/schema";
import { begin, emptyDraft, likelySlots, starterOf, starters } from "./starters";
import type { CampaignOptions } from "./types";

const nothing: CampaignOptions = {
  ...{ templates: [], numbers: [], segments: [], teams: [], closeReasons: [], campaigns: [] },
  ...{ attributes: [], objects: [], approvalMicros: null, currency: "USD" },
};
const loans = {
  key: "loan",
  plural: "Préstamos",
  columns: [
    { key: "product", label: "Producto", type: "text" },
    { key: "debt", label: "Deuda", type: "money" },
    { key: "due", label: "Vence", type: "date" },
    { key: "late", label: "Atraso", type: "days" },
  ],
};
const bank: CampaignOptions = { ...nothing, objects: [loans] };

test("every starter begins a draft that can be kept, with an organization that has nothing and with one that has all", () => {
  for (const starter of [null, ...starters])
    for (const options of [nothing, bank])
      expect(campaignDraft.parse(begin(starter, options, "Pagó"))).toEqual(begin(starter, options, "Pagó"));
  expect(campaignDraft.parse({})).toEqual(emptyDraft);
});

test("a collection asks again whether something is owed, where that is known", () => {
  expect(begin("collections", nothing, "Pagó").check).toBeNull();
  expect(begin("collections", bank, "Pagó").check).toMatchObject({
    words: "Pagó",
    condition: { conditions: [{ kind: "object", typeKey: "loan", where: [{ key: "late" }] }] },
  });
});

test("a template's places get the sources that their examples look like", () => {
  const components = [
    {
      type: "BODY",
      text: "Hola {{1}}, tu cuota de {{2}} vence el {{3}}.",
      example: { body_text: [["Inés", "$ 38.420", "28/11"]] },
    },
  ];
  const slots = likelySlots({ components }, bank, null, "cliente");
  expect(slots["1"]).toEqual({ from: "name", part: "first", fallback: "cliente" });
  expect(slots["2"]).toMatchObject({ from: "object", column: "debt", take: "sum" });
  expect(slots["3"]).toMatchObject({ from: "object", column: "due", take: "first" });
  expect(likelySlots({ components }, nothing, null, "cliente")).toEqual({ "1": slots["1"] });
});

test("what a card says is not taken for whom it is said to", () => {
  const cards = [{ components: [{ type: "BODY", text: "Aloe a {{1}}" }] }];
  const components = [
    { type: "BODY", text: "Mirá lo nuevo" },
    { type: "CAROUSEL", cards },
  ];
  expect(likelySlots({ components }, bank, null, "cliente")).toEqual({});
});

test("an address names a starter or none", () => {
  expect(starterOf("sales")).toBe("sales");
  expect(starterOf("toString")).toBeNull();
  expect(starterOf(undefined)).toBeNull();
});
