import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "../model";
import { type Bench, errorOf, startBench, wamidOf } from "../testing";

interface Request {
  kind: string;
  body: Json;
}

const REQUESTS = readFileSync(
  path.join(import.meta.dirname, "../fixtures/template-create-requests.jsonl"),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Request);
const HOUR = 3_600_000;
const TEXT = { type: "BODY", text: "Su pedido está en camino." };
const CITA = { name: "pedido", language: "es", category: "UTILITY", components: [TEXT] };

let bench: Bench;
let templates: string;
/** Real time stands still, so a review ends only when a test moves the clock. */
beforeEach(async () => {
  const start = Date.now();
  bench = await startBench({ reviewSeconds: 60, now: () => start });
  templates = `${bench.business.wabaId}/message_templates`;
});
afterEach(() => bench.close());

const create = (body: Json) => bench.graph("POST", templates, body);
const field = async (id: unknown, name: string) =>
  (await bench.graph("GET", `${id}?fields=${name}`)).json[name];
const pass = (ms: number) => bench.admin.setClock(bench.business.id, ms);
const heard = (name: string) =>
  bench.receiver.heard.filter((each) => each.field === name).map((each) => each.value);

describe("every creation request of Meta's pages", () => {
  it.each(REQUESTS.map((request, index): [string, Request] => [`${index} ${request.body.name}`, request]))(
    "%s is accepted and approved",
    async (_, request) => {
      const body = await withUploads(request.body);
      const edge = body.languages ? `${bench.business.wabaId}/upsert_message_templates` : templates;
      const { status, json } = await bench.graph("POST", edge, body);
      expect(status).toBe(200);
      const [first] = (json.data as Json[] | undefined) ?? [json];
      expect(first).toMatchObject({ status: "PENDING", id: expect.stringMatching(/^\d+$/) });
      await pass(61_000);
      await bench.receiver.until(() => heard("message_template_status_update").length > 0);
      expect(await field(first?.id, "status")).toBe("APPROVED");
    },
  );
});

describe("review", () => {
  it("takes its time on the business's clock and tells the verdict", async () => {
    const { json } = await create(CITA);
    await pass(59_000);
    expect(await field(json.id, "status")).toBe("PENDING");
    expect(errorOf(await sendTemplate("pedido"))).toMatchObject({ code: 132001 });
    await pass(60_000);
    await bench.receiver.until(() => heard("message_template_status_update").length === 1);
    expect(heard("message_template_status_update")[0]).toEqual({
      event: "APPROVED",
      message_template_id: Number(json.id),
      message_template_name: "pedido",
      message_template_language: "es",
      reason: "NONE",
      message_template_category: "UTILITY",
    });
    expect((await sendTemplate("pedido")).status).toBe(200);
  });

  it("rejects what is badly made, and moves a selling utility template to marketing", async () => {
    const example = { body_text: [["a", "b"]] };
    const touching = await create({
      ...CITA,
      name: "juntas",
      components: [{ type: "BODY", text: "Hola estimado cliente {{1}}{{2}}, le escribimos.", example }],
    });
    const selling = await create({
      ...CITA,
      name: "oferta",
      components: [{ type: "BODY", text: "Hoy hay una oferta para usted." }],
    });
    await pass(61_000);
    await bench.receiver.until(
      () =>
        heard("message_template_status_update").length === 2 &&
        heard("template_category_update").length === 1,
    );
    expect(heard("message_template_status_update")[0]).toMatchObject({
      event: "REJECTED",
      reason: "INVALID_FORMAT",
      rejection_info: {},
    });
    expect(await field(touching.json.id, "status")).toBe("REJECTED");
    expect(await field(selling.json.id, "category")).toBe("MARKETING");
    expect(await field(selling.json.id, "previous_category")).toBe("UTILITY");
  });

  it("announces a category before it moves it, with the one in force as the new one", async () => {
    const { id } = await bench.admin.approveTemplate(bench.business.id, CITA);
    const move = (at?: number) =>
      bench.admin.happen(bench.business.id, {
        type: "template.category",
        templateId: id,
        category: "MARKETING",
        ...(at === undefined ? {} : { at }),
      });
    await move(1_800_000_000);
    await bench.receiver.until(() => heard("template_category_update").length === 1);
    expect(heard("template_category_update")[0]).toMatchObject({
      new_category: "UTILITY",
      correct_category: "MARKETING",
      category_update_timestamp: 1_800_000_000,
    });
    expect(await field(id, "category")).toBe("UTILITY");
    await move();
    await bench.receiver.until(() => heard("template_category_update").length === 2);
    expect(heard("template_category_update")[1]).toMatchObject({
      previous_category: "UTILITY",
      new_category: "MARKETING",
    });
    expect(await field(id, "category")).toBe("MARKETING");
  });

  it("goes on after a quality of RED: paused 3 hours, then 6, then disabled", async () => {
    const { id } = await bench.admin.approveTemplate(bench.business.id, CITA);
    const red = () =>
      bench.admin.happen(bench.business.id, { type: "template.quality", templateId: id, score: "RED" });
    await red();
    expect(errorOf(await sendTemplate("pedido"))).toMatchObject({ code: 132015 });
    await pass(3 * HOUR);
    expect(await field(id, "status")).toBe("APPROVED");
    await red();
    await pass(8 * HOUR);
    expect(await field(id, "status")).toBe("PAUSED");
    expect((await bench.graph("POST", `${id}/unpause`)).json).toEqual({ success: true });
    await red();
    expect(errorOf(await sendTemplate("pedido"))).toMatchObject({ code: 132016 });
  });

  it("holds the sends of a pacing template until they are let go or dropped", async () => {
    const { id } = await bench.admin.approveTemplate(bench.business.id, CITA);
    const pacing = (held?: "release" | "drop") =>
      bench.admin.happen(bench.business.id, { type: "template.pacing", templateId: id, pacing: true, held });
    await pacing();
    const first = await sendTemplate("pedido");
    expect(first.json).toMatchObject({ messages: [{ message_status: "held_for_quality_assessment" }] });
    await pacing("release");
    await bench.receiver.until(() => bench.receiver.statuses(wamidOf(first)).length === 2);
    const second = wamidOf(await sendTemplate("pedido"));
    await pacing("drop");
    await bench.receiver.until(() => bench.receiver.statuses(second).length === 1);
    expect(bench.receiver.statuses(second)[0]).toMatchObject({
      status: "failed",
      errors: [{ code: 132015 }],
    });
  });
});

describe("management", () => {
  it("lists by page, with fields and filters", async () => {
    for (let index = 0; index < 5; index += 1) await create({ ...CITA, name: `pedido_${index}` });
    const first = (await bench.graph("GET", `${templates}?limit=2&fields=name,status`)).json as {
      data: Json[];
      paging: { next: string; cursors: { after: string } };
    };
    expect(first.data).toEqual([
      expect.objectContaining({ name: "pedido_0", status: "PENDING" }),
      expect.objectContaining({ name: "pedido_1" }),
    ]);
    expect(Object.keys(first.data[0] ?? {}).sort()).toEqual(["id", "name", "status"]);
    const last = await bench.graph("GET", `${templates}?limit=3&after=${first.paging.cursors.after}`);
    expect((last.json.data as Json[]).map((template) => template.name)).toEqual([
      "pedido_2",
      "pedido_3",
      "pedido_4",
    ]);
    expect(last.json.paging).not.toHaveProperty("next");
    expect(((await bench.graph("GET", `${templates}?name=pedido_3`)).json.data as Json[]).length).toBe(1);
  });

  it("edits, once a day when approved, and deletes; a deleted name rests 30 days", async () => {
    const { id } = await bench.admin.approveTemplate(bench.business.id, CITA);
    const edit = (body: Json) => bench.graph("POST", id, body);
    expect(errorOf(await edit({ category: "MARKETING" }))).toMatchObject({ code: 100 });
    expect((await edit({ components: [{ type: "BODY", text: "Su pedido ya salió." }] })).status).toBe(200);
    await pass(61_000);
    expect(await field(id, "status")).toBe("APPROVED");
    expect(errorOf(await edit({ components: [TEXT] }))).toMatchObject({ error_subcode: 2388026 });
    expect((await bench.graph("DELETE", `${templates}?name=pedido`)).json).toEqual({ success: true });
    expect(errorOf(await create(CITA))).toMatchObject({ error_subcode: 2388023 });
    await pass(31 * 24 * HOUR);
    expect((await create(CITA)).status).toBe(200);
  });

  const body = (text: string, example: Json = { body_text: [["a", "b", "c"]] }) => ({
    ...CITA,
    components: [{ type: "BODY", text, example }],
  });
  const buttons = (list: Json[]) => ({ ...CITA, components: [TEXT, { type: "BUTTONS", buttons: list }] });
  const reply = (text: string) => ({ type: "QUICK_REPLY", text });
  const url = { type: "URL", text: "Ver", url: "https://example.com" };
  const refused: [string, Json, number][] = [
    ["a name with capitals", { ...CITA, name: "Pedido" }, 2388042],
    ["a variable at the start", body("{{1}} tiene un pedido en camino"), 2388299],
    ["a variable at the end", body("Su pedido en camino es {{1}}"), 2388299],
    ["too many variables for its length", body("Hola {{1}} y {{2}} o {{3}} fin"), 2388293],
    ["a gap in the numbers", body("Hola a todos, {{1}} y también {{3}} en casa"), 2388072],
    ["no example", { ...CITA, components: [{ type: "BODY", text: "Hola {{1}}, su pedido salió" }] }, 2388043],
    ["a body above 1,024", body("x".repeat(1_025)), 2388040],
    ["eleven buttons", buttons(Array.from({ length: 11 }, (_, index) => reply(`${index}`))), 2388072],
    ["three links", buttons([url, url, url]), 2388072],
    ["mixed kinds of buttons", buttons([reply("1"), url, reply("2")]), 2388072],
    ["no body", { ...CITA, components: [{ type: "FOOTER", text: "x" }] }, 2388072],
  ];

  it.each(refused)("refuses %s", async (_, request, subcode) => {
    expect(errorOf(await create(request))).toMatchObject({ code: 100, error_subcode: subcode });
  });

  it("refuses a second one of the same name and language", async () => {
    await create(CITA);
    expect(errorOf(await create(CITA))).toMatchObject({ error_subcode: 2388024 });
    expect((await create({ ...CITA, language: "pt_BR" })).status).toBe(200);
  });
});

/** Examples of the pages name files that only Meta has: the same request with files of this carrier. */
async function withUploads(body: Json): Promise<Json> {
  const handles = new Map<string, string>();
  for (const format of ["IMAGE", "VIDEO", "DOCUMENT"]) handles.set(format, await uploaded(format));
  const own = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(own);
    if (typeof value !== "object" || value === null) return value;
    const { example, ...rest } = value as Json;
    const format = String(rest.format ?? "").toUpperCase();
    const media = handles.has(format) ? { example: { header_handle: [handles.get(format)] } } : null;
    const entries = Object.entries(rest).map(([key, each]) => [key, own(each)]);
    return { ...Object.fromEntries(entries), ...(media ?? (example === undefined ? {} : { example })) };
  };
  return own(body) as Json;
}

const TYPES: Record<string, string> = { IMAGE: "image/png", VIDEO: "video/mp4", DOCUMENT: "application/pdf" };

async function uploaded(format: string): Promise<string> {
  const query = new URLSearchParams({ file_length: "3", file_type: TYPES[format] ?? "" });
  const { json } = await bench.graph("POST", `app/uploads?${query}`);
  const answer = await fetch(`${bench.carrier.url}/v26.0/${json.id}`, {
    method: "POST",
    headers: { authorization: `OAuth ${bench.business.accessToken}`, file_offset: "0" },
    body: "abc",
  });
  return ((await answer.json()) as { h: string }).h;
}

function sendTemplate(name: string) {
  return bench.send({ to: "+5491152631234", type: "template", template: { name, language: { code: "es" } } });
}
