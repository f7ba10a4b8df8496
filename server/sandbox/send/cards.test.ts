import { afterAll, beforeAll, expect, test } from "vitest";
import type { Json } from "../model";
import { type Bench, startBench } from "../testing";

/** Templates with cards and with an offer are checked against what was approved. */
const TO = "+5491152631234";
let bench: Bench;
beforeAll(async () => {
  bench = await startBench({}, { limits: "relaxed" });
  const approve = (name: string, components: Json[]) =>
    bench.admin.approveTemplate(bench.business.id, {
      name,
      language: "es",
      category: "MARKETING",
      components,
    });
  const written = (text: string) => ({
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
  await approve("plantas", [
    { type: "BODY", text: "Mirá estas plantas" },
    { type: "CAROUSEL", cards: [written("Un aloe a {{1}} pesos"), written("Un cactus")] },
  ]);
  const offered = (more: Json) => [
    { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Por vencer", ...more } },
    { type: "BODY", text: "Usá tu código" },
    { type: "BUTTONS", buttons: [{ type: "COPY_CODE" }] },
  ];
  await approve("oferta", offered({ has_expiration: true }));
  await approve("siempre", offered({}));
});
afterAll(() => bench.close());

const send = (name: string, components: Json[]) =>
  bench.send({ to: TO, type: "template", template: { name, language: { code: "es" }, components } });
const image = {
  type: "header",
  parameters: [{ type: "image", image: { link: "https://example.com/a.png" } }],
};
const price = { type: "body", parameters: [{ type: "text", text: "10" }] };
const url = { type: "button", sub_type: "url", index: "1", parameters: [{ type: "text", text: "a" }] };
const first = { card_index: 0, components: [image, price, url] };
const second = { card_index: 1, components: [image, url] };
const cards = (...given: Json[]) => send("plantas", [{ type: "carousel", cards: given }]);
const coupon = {
  ...{ type: "button", sub_type: "copy_code", index: 0 },
  parameters: [{ type: "coupon_code", coupon_code: "CARIBE25" }],
};
const until = (expiration_time_ms: unknown) => ({
  type: "limited_time_offer",
  parameters: [{ type: "limited_time_offer", limited_time_offer: { expiration_time_ms } }],
});
const [tomorrow, yesterday] = [Date.now() + 86_400_000, Date.now() - 86_400_000];

test.each<[string, () => ReturnType<typeof send>, number]>([
  ["without cards", () => send("plantas", []), 132000],
  ["a card too few", () => cards(first), 132000],
  ["a card twice", () => cards(first, first), 132012],
  ["a place that is none", () => cards(first, { ...second, card_index: 2 }), 132012],
  ["a card without its image", () => cards(first, { card_index: 1, components: [url] }), 132012],
  ["a card without its text's value", () => cards({ ...first, components: [image, url] }, second), 132000],
  ["a card without its button's", () => cards(first, { card_index: 1, components: [image] }), 131008],
  ["an offer without its end", () => send("oferta", [coupon]), 131008],
  ["an offer with a word for its end", () => send("oferta", [coupon, until("mañana")]), 132012],
  ["an offer that is over", () => send("oferta", [coupon, until(yesterday)]), 131009],
  ["an offer without its code", () => send("oferta", [until(tomorrow)]), 131008],
  ["an end where none is wanted", () => send("siempre", [coupon, until(tomorrow)]), 132000],
])("%s is refused", async (_, attempt, code) => {
  const { json } = await attempt();
  expect(json).toMatchObject({ error: { code } });
});

test("the phone gets every card filled in, in the template's order, and the offer with its end", async () => {
  expect((await cards(second, first)).status).toBe(200);
  expect((await send("oferta", [coupon, until(tomorrow)])).status).toBe(200);
  expect((await send("siempre", [coupon])).status).toBe(200);
  const { messages } = await bench.admin.thread(bench.number.id, TO);
  expect(messages.map(({ rendered }) => rendered)).toMatchObject([
    {
      cards: [
        {
          headerMedia: { link: "https://example.com/a.png" },
          body: "Un aloe a 10 pesos",
          buttons: [{ payload: "Más" }, { url: "https://example.com/a" }],
        },
        { body: "Un cactus" },
      ],
    },
    { offer: { text: "Por vencer", until: tomorrow }, buttons: [{ code: "CARIBE25" }] },
    { offer: { text: "Por vencer", until: null }, cards: [] },
  ]);
});
