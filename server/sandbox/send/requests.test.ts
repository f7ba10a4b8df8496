import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Json } from "../model";
import { type Bench, startBench, wamidOf } from "../testing";

interface Request {
  kind: string;
  body: Json;
}

const REQUESTS = readFileSync(path.join(import.meta.dirname, "../fixtures/send-requests.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Request);
const MEDIA = ["image", "audio", "video", "document", "sticker"];

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({}, { limits: "relaxed" }, "US");
});
afterAll(() => bench.close());

describe("every send request of Meta's pages", () => {
  it.each(REQUESTS.map((request, index): [string, Request] => [`${index} ${request.kind}`, request]))(
    "%s is accepted",
    async (_, request) => {
      const { graph, number } = bench;
      const body = withRealIds(structuredClone(request.body), await uploadPng(), await wamidOfInbound());
      if (body.type === "template") await storeTemplateFor(body.template as Json);
      const answer = await graph("POST", `${number.id}/messages`, body);
      expect(answer).toMatchObject({ status: 200 });
      if (request.kind.startsWith("mark_read")) expect(answer.json).toEqual({ success: true });
      else expect(wamidOf(answer)).toMatch(/^wamid\./);
    },
  );
});

async function uploadPng(): Promise<string> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("file", new File([new Uint8Array([1, 2, 3])], "photo.png", { type: "image/png" }));
  const { json } = await bench.graph("POST", `${bench.number.id}/media`, form);
  return String(json.id);
}

async function wamidOfInbound(): Promise<string> {
  const customer = { name: "Pablo", phone: "+16505551234" };
  return (
    await bench.admin.inbound(bench.number.id, { customer, message: { type: "text", text: { body: "Hi" } } })
  ).wamid;
}

/** Documentation names media and messages of somebody else, and offers that are over: here they get ids that exist, and a day. */
function withRealIds(body: Json, mediaId: string, wamid: string): Json {
  if (body.status) return { ...body, message_id: wamid };
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      if (MEDIA.includes(key) && (value as Json | null)?.id) (value as Json).id = mediaId;
      // Where it was written, that moment is long past.
      if (key === "expiration_time_ms") (node as Json)[key] = Date.now() + 86_400_000;
      walk(value);
    }
  };
  walk(body);
  return body;
}

/** Approves a template that the send fits: as many variables, the same header and buttons. */
async function storeTemplateFor(template: Json): Promise<void> {
  const { name, language } = template as { name: string; language: { code: string } };
  const parts = (template.components ?? []) as {
    type: string;
    sub_type?: string;
    index?: unknown;
    parameters?: Json[];
    cards?: Json[];
  }[];
  const bodyParameters = parts.find((part) => part.type === "body")?.parameters ?? [];
  const named = bodyParameters.some((parameter) => parameter.parameter_name);
  const names = bodyParameters.map((parameter, index) => String(parameter.parameter_name ?? index + 1));
  const header = parts.find((part) => part.type === "header")?.parameters?.[0];
  const buttons = parts
    .filter((part) => part.type === "button")
    .map((part) => buttonOf(String(part.sub_type).toUpperCase()));
  if (parts.some((part) => part.sub_type === "COPY_CODE" && part.index === 1))
    buttons.unshift({ type: "QUICK_REPLY", text: "No" });
  const carousel = parts.find((part) => part.type === "carousel");
  const text = `A message of several words ${names.map((each) => `with value {{${each}}} among them`).join(" and ")} ends here.`;
  const components = [
    ...(header ? [headerOf(header)] : []),
    { type: "BODY", text, example: { body_text: [names], body_text_named_params: names } },
    ...(parts.some((part) => part.type === "limited_time_offer") ? [OFFER] : []),
    ...(carousel ? [{ type: "CAROUSEL", cards: (carousel.cards as Json[]).map(cardOf) }] : []),
    ...(buttons.length > 0 ? [{ type: "BUTTONS", buttons }] : []),
  ];
  await bench.graph("DELETE", `${bench.business.wabaId}/message_templates?name=${name}`);
  const parameter_format = named ? "NAMED" : "POSITIONAL";
  await bench.admin.approveTemplate(bench.business.id, {
    name,
    language: language.code,
    category: "MARKETING",
    parameter_format,
    components,
  });
}

const OFFER = { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Hurry", has_expiration: true } };

/** A card that the one that is sent fits. */
function cardOf({ components }: Json): Json {
  const parts = components as { type: string; sub_type?: string; parameters: Json[] }[];
  const header = parts.find(({ type }) => type === "header")?.parameters[0];
  const buttons = parts.flatMap((part) => (part.sub_type ? buttonOf(part.sub_type.toUpperCase()) : []));
  return {
    components: [
      ...(header ? [headerOf(header)] : []),
      ...(buttons.length > 0 ? [{ type: "BUTTONS", buttons }] : []),
    ],
  };
}

function headerOf(parameter: Json): Json {
  if (parameter.type === "text")
    return { type: "HEADER", format: "TEXT", text: "About {{1}} today", example: { header_text: ["x"] } };
  return { type: "HEADER", format: String(parameter.type).toUpperCase() };
}

function buttonOf(type: string): Json {
  if (type === "URL")
    return { type, text: "Open", url: "https://example.com/{{1}}", example: ["https://example.com/1"] };
  return { type, text: "Go" };
}
