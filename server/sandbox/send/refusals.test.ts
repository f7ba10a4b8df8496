import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../model";
import { type Bench, errorOf, startBench } from "../testing";

const TO = "+5491152631234";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({}, { limits: "relaxed" }, "US");
});
afterAll(() => bench.close());

describe("requests that Meta refuses", () => {
  const button = (title: string, id = title) => ({ type: "reply", reply: { id, title } });
  const buttons = (list: unknown[]) => ({
    type: "interactive",
    interactive: { type: "button", body: { text: "?" }, action: { buttons: list } },
  });
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `${index}`, title: `Row ${index}` }));
  const cases: [string, object, number, string][] = [
    [
      "a text above 4,096 characters",
      { type: "text", text: { body: "á".repeat(4_097) } },
      100,
      "Param text['body'] must be at most 4096 characters long.",
    ],
    ["a text without body", { type: "text", text: {} }, 131008, "Parameter text['body'] is missing."],
    ["an unknown type", { type: "hologram", hologram: {} }, 100, "Param type must be one of"],
    [
      "a key that does not exist",
      { type: "text", text: { body: "x", bold: true } },
      100,
      'Unexpected key "bold" on param "text".',
    ],
    [
      "four buttons",
      buttons([button("1"), button("2"), button("3"), button("4")]),
      131009,
      "max allowed count: 3",
    ],
    [
      "a button of 21 characters",
      buttons([button("x".repeat(21))]),
      131009,
      "Button title length invalid. Min length: 1, Max length: 20",
    ],
    ["two buttons of one id", buttons([button("1", "a"), button("2", "a")]), 131009, "Duplicated button id"],
    [
      "eleven rows",
      {
        type: "interactive",
        interactive: {
          type: "list",
          body: { text: "?" },
          action: {
            button: "Pick",
            sections: [
              { title: "A", rows: rows(6) },
              { title: "B", rows: rows(5) },
            ],
          },
        },
      },
      131009,
      "Total row count exceed max allowed count: 10",
    ],
    [
      "media that was never uploaded",
      { type: "image", image: { id: "42" } },
      100,
      "is not a valid whatsapp business account media attachment ID",
    ],
    ["media without id or link", { type: "image", image: {} }, 131008, "is required"],
    [
      "a caption on audio",
      { type: "audio", audio: { link: "https://example.com/a.ogg", caption: "x" } },
      100,
      "Unexpected key",
    ],
    [
      "callback data above 512",
      { type: "text", text: { body: "x" }, biz_opaque_callback_data: "x".repeat(513) },
      100,
      "at most 512",
    ],
    [
      "a template that does not exist",
      { type: "template", template: { name: "nothing", language: { code: "es" } } },
      132001,
      "template name (nothing) does not exist in es",
    ],
    [
      "two emoji in a reaction",
      { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍👎" } },
      131009,
      "single emoji",
    ],
  ];

  it.each(cases)("%s", async (_, body, code, details) => {
    const answer = await bench.send({ to: TO, ...body });
    const error = errorOf(answer) as {
      code: number;
      error_data: { details: string; messaging_product: string };
    };
    expect(answer.status).toBe(code === 132001 ? 404 : 400);
    expect(error).toMatchObject({
      code,
      type: "OAuthException",
      error_data: { messaging_product: "whatsapp" },
    });
    expect(error.error_data.details).toContain(details);
    expect(errorOf(answer).fbtrace_id).toBeTruthy();
  });

  it("a request without product, without recipient, or to itself", async () => {
    const { graph, number, send } = bench;
    const product = await graph("POST", `${number.id}/messages`, {
      to: TO,
      type: "text",
      text: { body: "x" },
    });
    expect(errorOf(product)).toMatchObject({
      code: 100,
      message: "(#100) The parameter messaging_product is required.",
    });
    expect(errorOf(await send({ type: "text", text: { body: "x" } }))).toMatchObject({
      code: 100,
      message: "(#100) The parameter to is required.",
    });
    expect(errorOf(await bench.sendText(`+${number.digits}`))).toMatchObject({ code: 131021 });
    expect(errorOf(await bench.sendText("no number"))).toMatchObject({ code: 131009 });
  });
});

describe("a template's values", () => {
  const send = (components: Json[], name = "cita") =>
    bench.send({ to: TO, type: "template", template: { name, language: { code: "es" }, components } });
  const body = (...texts: string[]) => ({
    type: "body",
    parameters: texts.map((text) => ({ type: "text", text })),
  });

  beforeAll(async () => {
    const text = "Hola {{1}}, te esperamos el día {{2}} en nuestra casa central.";
    const url = {
      type: "URL",
      text: "Ver",
      url: "https://example.com/c/{{1}}",
      example: ["https://example.com/c/1"],
    };
    const components = [
      { type: "BODY", text, example: { body_text: [["Ana", "lunes"]] } },
      { type: "BUTTONS", buttons: [url] },
    ];
    await bench.admin.approveTemplate(bench.business.id, {
      name: "cita",
      language: "es",
      category: "UTILITY",
      components,
    });
    await bench.admin.approveTemplate(bench.business.id, {
      name: "foto",
      language: "es",
      category: "UTILITY",
      components: [
        { type: "HEADER", format: "IMAGE" },
        { type: "BODY", text: "Mirá esta foto" },
      ],
    });
    await bench.admin.approveTemplate(bench.business.id, {
      name: "clave",
      language: "es",
      category: "AUTHENTICATION",
      components: [{ type: "BODY" }, { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] }],
    });
  });

  const button = { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "77" }] };
  const refused: [string, () => ReturnType<typeof send>, number][] = [
    ["too few", () => send([body("Ana"), button]), 132000],
    ["too many", () => send([body("Ana", "lunes", "martes"), button]), 132000],
    [
      "of another type",
      () =>
        send([
          {
            type: "body",
            parameters: [
              { type: "text", text: "Ana" },
              { type: "image", image: {} },
            ],
          },
          button,
        ]),
      132012,
    ],
    ["with a line break", () => send([body("Ana", "lunes\nmartes"), button]), 100],
    ["without the button's", () => send([body("Ana", "lunes")]), 131008],
    ["without the header's image", () => send([], "foto"), 132012],
    ["too long when filled in", () => send([body("Ana", "x".repeat(1_024)), button]), 132005],
  ];

  it.each(refused)("%s are refused", async (_, attempt, code) => {
    expect(errorOf(await attempt())).toMatchObject({ code });
  });

  it("fill in what the customer's phone shows", async () => {
    const { json } = await send([body("Ana", "lunes"), button]);
    expect(json).toMatchObject({ messages: [{ message_status: "accepted" }] });
    const { messages } = await bench.admin.thread(bench.number.id, TO);
    expect(messages.at(-1)?.rendered).toMatchObject({
      body: "Hola Ana, te esperamos el día lunes en nuestra casa central.",
      buttons: [{ type: "URL", text: "Ver", url: "https://example.com/c/77" }],
    });
  });

  it("of an authentication template cannot go to a BSUID", async () => {
    const template = {
      name: "clave",
      language: { code: "es" },
      components: [body("1234"), { ...button, parameters: [{ type: "text", text: "1234" }] }],
    };
    expect(
      errorOf(await bench.send({ recipient: "AR.12345678901234567", type: "template", template })),
    ).toMatchObject({ code: 131062 });
    expect((await bench.send({ to: TO, type: "template", template })).status).toBe(200);
  });
});
