import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { templateBody } from "./template-body";

interface Sent {
  name: string;
  language: { code: string };
  components: { index?: unknown; [key: string]: unknown }[];
}

/** The template of a request on the carrier's own pages; it writes a button's place now as a figure and now as a text, and takes both. */
function sample(name: string): Sent {
  const file = path.join(import.meta.dirname, "../../sandbox/fixtures/send-requests.jsonl");
  const requests = readFileSync(file, "utf8").trim().split("\n");
  const found = requests
    .map((line) => (JSON.parse(line) as { body: { template?: Sent } }).body.template)
    .find((template) => template?.name === name);
  if (!found) throw new Error(`No request sends ${name}`);
  const components = found.components.map(({ index, ...part }) =>
    index === undefined ? part : { ...part, index: String(index) },
  );
  return { ...found, components };
}

const content = (name: string, values: Record<string, string>) => ({
  ...{ type: "template" as const, name, language: "en_US", category: "MARKETING" },
  ...{ body: "", buttons: [], values },
});

test("cards go as the carrier's page has them, whatever the order of the values", () => {
  const name = "carousel_template_media_cards_v1";
  const card = (place: number, image: string, payload: string, url: string) => ({
    [`card.${place}.button.1.url`]: url,
    [`card.${place}.button.0.quick_reply`]: payload,
    [`card.${place}.header-media.image`]: image,
  });
  const values = {
    ...card(2, "1587064918516321", "more-echeverias", "black-prince"),
    ...card(0, "1558081531584829", "more-aloes", "blue-elf"),
    ...card(1, "861236878885705", "more-crassulas", "buddhas-temple"),
    ...{ "2": "20%", "3": "20OFF", "1": "Pablo" },
  };
  expect(templateBody(content(name, values))).toEqual(sample(name));
});

test("what is said in a card goes by its own places", () => {
  const values = {
    "card.0.header-media.image": "https://example.com/a.png",
    "card.0.2": "b",
    "card.0.1": "a",
  };
  expect(templateBody(content("x", values))).toMatchObject({
    components: [
      {
        type: "carousel",
        cards: [
          {
            card_index: 0,
            components: [
              { type: "header", parameters: [{ image: { link: "https://example.com/a.png" } }] },
              { type: "body", parameters: [{ text: "a" }, { text: "b" }] },
            ],
          },
        ],
      },
    ],
  });
});

test("an offer goes as the carrier's page has it, its end in milliseconds", () => {
  const name = "limited_time_offer_caribbean_pkg_2023";
  const values = {
    "header-media.image": "1602186516975000",
    "1": "Pablo",
    "2": "CARIBE25",
    "offer.expires": "1970-01-14T21:00:00-03:00",
    "button.0.copy_code": "CARIBE25",
    "button.1.url": "n3mtql",
  };
  expect(templateBody(content(name, values))).toEqual(sample(name));
});

test("a one-time code stands in the text and in its button", () => {
  const values = { "1": "J$FpnYnP", "button.0.url": "J$FpnYnP" };
  expect(templateBody(content("verification_code", values))).toEqual(sample("verification_code"));
});
