import { expect, test } from "vitest";
import type { TemplateDraft } from "./draft";
import { componentsOf, draftOf } from "./draft-components";
import { problemsOf } from "./draft-problems";
import { destinationOf, linksOf } from "./measured-links";
import { renderTemplate } from "./render";

const url = { type: "url" as const, example: "", measured: true };
const draft: TemplateDraft = {
  name: "aviso",
  language: "es_AR",
  category: "UTILITY",
  headerKind: "none",
  header: "",
  headerFile: null,
  body: "Tu pedido está listo para retirar.",
  footer: "",
  buttons: [
    { ...url, text: "Tienda", url: "https://shop.example/ofertas" },
    {
      ...url,
      text: "Pedido",
      url: "https://shop.example/p?id={{1}}",
      example: "https://shop.example/p?id=8",
    },
  ],
  examples: {},
};
const appUrl = "https://app.hilo.example";

test("the carrier gets our address with one variable at its end and an example; what it leads to stays here", () => {
  const example = [`${appUrl}/l/${"x".repeat(20)}`];
  expect(componentsOf(draft, { appUrl })[1]?.buttons).toEqual([
    { type: "URL", text: "Tienda", url: `${appUrl}/l/{{1}}`, example },
    { type: "URL", text: "Pedido", url: `${appUrl}/l/{{1}}`, example },
  ]);
  expect(linksOf(draft, `${appUrl}/`)).toEqual([
    { button: 0, address: `${appUrl}/l/{{1}}`, url: "https://shop.example/ofertas", example: "" },
    {
      ...{ button: 1, address: `${appUrl}/l/{{1}}`, url: "https://shop.example/p?id={{1}}" },
      example: "https://shop.example/p?id=8",
    },
  ]);
});

test("people see where it leads, and an edit begins with that", () => {
  const shown = componentsOf(draft);
  expect(renderTemplate(shown, { "button.1.url": "77" }).links).toEqual([
    { button: 0, url: "https://shop.example/ofertas" },
    { button: 1, url: "https://shop.example/p?id=77", pattern: "https://shop.example/p?id={{1}}" },
  ]);
  expect(draftOf({ ...draft, components: shown })).toEqual(draft);
});

test.each([
  ["https://shop.example/{{1}}", "a b", "https://shop.example/a b"],
  ["https://shop.example/{{1}}", "/evil.example", "https://shop.example//evil.example"],
  ["https://shop.example/{{1}}", "$&", "https://shop.example/$&"],
  ["https://shop.example{{1}}", ".evil.example", null],
  ["https://shop.example{{1}}", "@evil.example", null],
  ["https://shop.example:{{1}}", "1@evil.example", null],
  ["javascript:alert({{1}})", "1", null],
  ["data:text/html,x", undefined, null],
])("%s with %s leads to %s", (pattern, value, found) => {
  expect(destinationOf(pattern, value)).toBe(found);
});

test("a variable that could change the host of a measured link is refused", () => {
  const [first] = draft.buttons;
  const button = { ...first, url: "https://shop.example{{1}}", example: "https://shop.example/x" };
  expect(problemsOf({ ...draft, buttons: [button as typeof url & { text: string; url: string }] })).toEqual([
    { field: "buttons.0.url", code: "url-host" },
  ]);
});
