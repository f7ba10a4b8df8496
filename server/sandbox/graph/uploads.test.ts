import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "../model";
import { type Bench, errorOf, startBench } from "../testing";

let bench: Bench;
let now: number;
beforeEach(async () => {
  now = Date.now();
  bench = await startBench({ reviewSeconds: 60, now: () => now });
});
afterEach(() => bench.close());

const open = (query: Record<string, string>, app = bench.business.appId) =>
  bench.graph("POST", `${app}/uploads?${new URLSearchParams(query)}`);
const png = { file_name: "turno.png", file_length: "6", file_type: "image/png" };

async function put(id: unknown, body: string, offset: string | null = "0") {
  const answer = await fetch(`${bench.carrier.url}/v26.0/${id}`, {
    method: "POST",
    headers: {
      authorization: `OAuth ${bench.business.accessToken}`,
      ...(offset === null ? {} : { file_offset: offset }),
    },
    body,
  });
  return { status: answer.status, json: (await answer.json()) as Json };
}

const create = (name: string, handle: unknown, format = "IMAGE") => {
  const example = handle === undefined ? {} : { example: { header_handle: [handle] } };
  const components = [
    { type: "HEADER", format, ...example },
    { type: "BODY", text: "Su turno está confirmado." },
  ];
  const body = { name, language: "es", category: "UTILITY", components };
  return bench.graph("POST", `${bench.business.wabaId}/message_templates`, body);
};

describe("an upload", () => {
  it("goes through in one piece, or goes on from where it stopped", async () => {
    const { json } = await open(png);
    expect(json.id).toMatch(/^upload:[\w-]+\?sig=/);
    expect((await put(json.id, "abcdef")).json).toEqual({ h: expect.stringMatching(/^4::/) });
    const second = await open(png, "app");
    expect((await put(second.json.id, "abc")).json).toMatchObject({ file_offset: 3 });
    expect((await bench.graph("GET", String(second.json.id))).json).toMatchObject({ file_offset: 3 });
    expect(errorOf(await put(second.json.id, "def"))).toMatchObject({ code: 100 });
    expect((await put(second.json.id, "def", "3")).json).toHaveProperty("h");
  });

  it.each([
    ["a type that no header shows", { ...png, file_type: "image/webp" }],
    ["no length", { ...png, file_length: "" }],
    ["more than an image may have", { ...png, file_length: String(6 * 1_048_576) }],
  ])("is refused with %s", async (_, query) => {
    expect(errorOf(await open(query))).toMatchObject({ code: 100 });
  });

  it("wants its offset, no more bytes than announced, and a session of its own business", async () => {
    const { json } = await open(png);
    expect(errorOf(await put(json.id, "abcdef", null))).toMatchObject({ code: 100 });
    expect(errorOf(await put(json.id, "abcdefg"))).toMatchObject({ code: 100 });
    expect(errorOf(await put("upload:nobody", "abcdef"))).toMatchObject({ code: 100, error_subcode: 33 });
  });
});

describe("a header with a file", () => {
  const handle = async () => (await put((await open(png)).json.id, "abcdef")).json.h;

  it("needs the handle of an uploaded file of its kind", async () => {
    const missing = { code: 100, error_subcode: 2388273 };
    expect(errorOf(await create("sin", undefined))).toMatchObject(missing);
    expect(errorOf(await create("enlace", "https://example.com/a.png"))).toMatchObject(missing);
    const wrong = { code: 131009, error_subcode: 2494102 };
    expect(errorOf(await create("ajena", "4::aW1hZ2U=:nada"))).toMatchObject(wrong);
    expect(errorOf(await create("video", await handle(), "VIDEO"))).toMatchObject(wrong);
    const { status, json } = await create("bien", await handle());
    expect(status).toBe(200);
    const read = await bench.graph("GET", `${json.id}?fields=components`);
    expect(JSON.stringify(read.json.components)).toContain("https://");
  });

  it("takes no handle that is older than a day", async () => {
    const old = await handle();
    now += 25 * 3_600_000;
    expect(errorOf(await create("tarde", old))).toMatchObject({ error_subcode: 2494102 });
  });
});
