import { describe, expect, test } from "vitest";
import type { TemplateComponents } from "../schema";
import { placeOf } from "./place-of";
import { completed, missingValues, placeholdersOf, renderTemplate, unsupportedParts } from "./render";
import { wrongValues } from "./wrong-values";

const now = new Date("2026-11-27T12:00:00Z");
const card = (text: string) => ({
  components: [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text },
    {
      type: "BUTTONS",
      buttons: [
        { type: "QUICK_REPLY", text: "Más" },
        { type: "URL", text: "Ver", url: "https://example.com/{{1}}" },
      ],
    },
  ],
});
const carousel: TemplateComponents = [
  { type: "BODY", text: "Hola {{1}}" },
  { type: "CAROUSEL", cards: [card("Aloe a {{1}}"), card("Cactus")] },
];
const offer = (has_expiration?: boolean): TemplateComponents => [
  {
    type: "LIMITED_TIME_OFFER",
    limited_time_offer: { text: "Por vencer", ...(has_expiration === undefined ? {} : { has_expiration }) },
  },
  { type: "BODY", text: "Hola {{1}}" },
  { type: "BUTTONS", buttons: [{ type: "COPY_CODE" }] },
];
const code: TemplateComponents = [
  { type: "BODY", text: "*{{1}}* is your verification code." },
  {
    type: "BUTTONS",
    buttons: [{ type: "URL", text: "Copiar", url: "https://www.whatsapp.com/otp/code/?code=otp{{1}}" }],
  },
];

describe("cards", () => {
  const values = {
    "1": "Ana",
    "card.0.header-media.image": "https://example.com/a.png",
    "card.0.1": "$ 10",
    "card.0.button.1.url": "a",
    "card.1.header-media.image": "77",
    "card.1.button.1.url": "b",
  };

  test("their places come after the message's, card by card", () => {
    expect(placeholdersOf(carousel).map(({ key, card: at }) => [key, at])).toEqual([
      ["1", undefined],
      ["card.0.header-media.image", 0],
      ["card.0.1", 0],
      ["card.0.button.1.url", 0],
      ["card.1.header-media.image", 1],
      ["card.1.button.1.url", 1],
    ]);
    expect(unsupportedParts(carousel)).toEqual([]);
  });

  test("each is filled with its own values", () => {
    expect(renderTemplate(carousel, values)).toEqual({
      body: "Hola Ana",
      buttons: [],
      cards: [
        { body: "Aloe a $ 10", buttons: ["Más", "Ver"] },
        { body: "Cactus", buttons: ["Más", "Ver"] },
      ],
    });
    expect(wrongValues(carousel, values, now)).toEqual([]);
    expect(wrongValues(carousel, { ...values, "card.1.button.0.quick_reply": "more" }, now)).toEqual([]);
  });

  test("what is missing, has no place or gets too long is named with its card", () => {
    expect(missingValues(carousel, { ...values, "card.1.header-media.image": " " })).toEqual([
      "card.1.header-media.image",
    ]);
    expect(wrongValues(carousel, { ...values, "card.2.1": "x", "card.0.1": "x".repeat(154) }, now)).toEqual([
      { key: "card.2.1", problem: "unknown" },
      { key: "card.0.body", problem: "too-long" },
    ]);
  });

  test("of products are not sent, and named", () => {
    const products = [{ components: [{ type: "HEADER", format: "PRODUCT" }] }];
    expect(unsupportedParts([{ type: "CAROUSEL", cards: products }])).toEqual(["CARD_PRODUCT"]);
  });
});

describe("an offer", () => {
  const values = { "1": "Ana", "button.0.copy_code": "CARIBE25" };
  const expires = "offer.expires";

  test("wants a moment only where it says until when", () => {
    expect(placeholdersOf(offer(true)).map(({ key }) => key)).toEqual([expires, "1", "button.0.copy_code"]);
    expect(wrongValues(offer(), values, now)).toEqual([]);
    expect(wrongValues(offer(false), { ...values, [expires]: "2026-12-01T00:00:00Z" }, now)).toEqual([
      { key: expires, problem: "unknown" },
    ]);
    expect(renderTemplate(offer(true), values)).toMatchObject({ offer: "Por vencer" });
  });

  test.each([
    ["2026-11-27T09:00:01-03:00", []],
    ["2026-11-27T12:00:00Z", ["past"]],
    ["2026-12-01", ["not-a-moment"]],
    ["2026-12-01T10:00", ["not-a-moment"]],
    ["mañana", ["not-a-moment"]],
    ["", ["missing"]],
  ])("until %j", (until, problems) => {
    const wrong = wrongValues(offer(true), { ...values, [expires]: until }, now);
    expect(wrong).toEqual(problems.map((problem) => ({ key: expires, problem })));
  });
});

test("a one-time code is asked for once and given twice", () => {
  expect(placeholdersOf(code).map(({ key }) => key)).toEqual(["1"]);
  expect(completed(code, { "1": "1234" })).toEqual({ "1": "1234", "button.0.url": "1234" });
  expect(wrongValues(code, completed(code, { "1": "1234" }), now)).toEqual([]);
  expect(wrongValues(code, { "1": "1".repeat(16) }, now)).toEqual([{ key: "1", problem: "too-long" }]);
  const wordless = [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }];
  expect(completed(wordless, { "1": "1234" })).toEqual({ "1": "1234", "button.0.url": "1234" });
});

test("a key says where it belongs", () => {
  expect(placeOf("card.1.header-media.image")).toEqual({ part: "media", name: "image", card: 1 });
  expect(placeOf("card.0.button.1.url")).toEqual({ part: "button", name: "2", card: 0 });
  expect(placeOf("offer.expires")).toEqual({ part: "offer", name: "expires" });
  expect(placeOf("header.first_name")).toEqual({ part: "header", name: "first_name" });
  expect(placeOf("first_name")).toEqual({ part: "body", name: "first_name" });
});
