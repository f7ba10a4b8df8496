import { expect, test } from "vitest";
import { aligned } from "./aligned";

const body = (text: string) => ({ type: "BODY", text });

test("the same parts stand beside each other, whatever order they come in and however many there are", () => {
  const left = [
    body("Hola"),
    { type: "HEADER", format: "IMAGE" },
    { type: "BUTTONS", buttons: [{ type: "URL", text: "Ver", url: "https://a.b" }, { type: "QUICK_REPLY" }] },
  ];
  const right = [{ type: "footer", text: "Clinic" }, body("Hello")];
  const rows = aligned(left, right).map(({ part, left, right }) => [
    part,
    left && (left.detail ?? left.text),
    right?.text ?? null,
  ]);
  expect(rows).toEqual([
    ["header", "IMAGE", null],
    ["body", "Hola", "Hello"],
    ["footer", null, "Clinic"],
    ["button", "https://a.b", null],
    ["button", "QUICK_REPLY", null],
  ]);
});

test("what is offered and each card stand beside those of the other language", () => {
  const card = (text: string) => ({
    components: [
      { type: "HEADER", format: "IMAGE" },
      body(text),
      { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "Más" }] },
    ],
  });
  const left = [
    { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Por vencer" } },
    body("Hola"),
    { type: "CAROUSEL", cards: [card("Aloe"), card("Cactus")] },
  ];
  const rows = aligned(left, [body("Hello"), { type: "CAROUSEL", cards: [card("Aloe vera")] }]);
  expect(rows.map(({ part, left, right }) => [part, left?.text ?? null, right?.text ?? null])).toEqual([
    ["offer", "Por vencer", null],
    ["body", "Hola", "Hello"],
    ["card", "Aloe\n[Más]", "Aloe vera\n[Más]"],
    ["card", "Cactus\n[Más]", null],
  ]);
});
