import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Json } from "../model";
import { sampleOf } from "../samples";
import { type Bench, errorOf, startBench, wamidOf } from "../testing";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const ANA = { name: "Ana", phone: "+5491152631234" };
const BYTES = Buffer.from("the bytes of a picture, not that anybody looks");

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const upload = (type: string, bytes: Uint8Array = BYTES, product = "whatsapp") => {
  const form = new FormData();
  form.set("messaging_product", product);
  form.set("type", type);
  form.set("file", new File([new Uint8Array(bytes)], "foto año.png", { type }));
  return bench.graph("POST", `${bench.number.id}/media`, form);
};
const download = (url: string, headers: Record<string, string> = {}) =>
  fetch(url, { headers: { authorization: `Bearer ${bench.business.accessToken}`, ...headers } });
const addressOf = async (id: string) => String((await bench.graph("GET", id)).json.url);

describe("uploaded media", () => {
  it("comes back whole and by range, to the holder of the token", async () => {
    const id = String((await upload("image/png")).json.id);
    const sha256 = createHash("sha256").update(BYTES).digest("hex");
    expect((await bench.graph("GET", id)).json).toMatchObject({
      id,
      mime_type: "image/png",
      file_size: BYTES.length,
      sha256,
      messaging_product: "whatsapp",
    });
    const url = await addressOf(id);
    const whole = await download(url);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(BYTES);
    const part = await download(url, { range: "bytes=4-8" });
    expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
      206,
      `bytes 4-8/${BYTES.length}`,
      "bytes",
    ]);
    expect(await (await download(url, { range: "bytes=-5" })).text()).toBe("looks");
    expect((await download(url, { range: "bytes=900-" })).status).toBe(416);
    expect((await fetch(url)).status).toBe(401);
  });

  it("has addresses of five minutes and lives 30 days", async () => {
    const id = String((await upload("image/png")).json.id);
    const url = await addressOf(id);
    await bench.admin.setClock(bench.business.id, 6 * MINUTE);
    expect((await download(url)).status).toBe(404);
    expect((await download(await addressOf(id))).status).toBe(200);
    await bench.admin.setClock(bench.business.id, 31 * DAY);
    expect(errorOf(await bench.graph("GET", id))).toMatchObject({ code: 100, error_subcode: 33 });
  });

  it("is refused with a wrong type, no bytes, too many, or no product", async () => {
    expect(errorOf(await upload("image/gif"))).toMatchObject({ code: 100 });
    expect(errorOf(await upload("image/png", new Uint8Array()))).toMatchObject({ code: 131009 });
    expect(errorOf(await upload("image/png", new Uint8Array(5 * 1_024 * 1_024 + 1)))).toMatchObject({
      code: 131009,
    });
    expect(errorOf(await upload("image/png", BYTES, "telegram"))).toMatchObject({ code: 100 });
    expect(errorOf(await bench.graph("POST", `${bench.number.id}/media`, { file: "x" }))).toMatchObject({
      code: 100,
    });
  });

  it("is gone once deleted, and strange to another business", async () => {
    const id = String((await upload("image/png")).json.id);
    const other = await bench.admin.createBusiness({ name: "Other" });
    expect(errorOf(await bench.graph("GET", id, undefined, other.accessToken))).toMatchObject({
      error_subcode: 33,
    });
    expect((await bench.graph("DELETE", id)).json).toEqual({ success: true });
    expect((await bench.graph("GET", id)).status).toBe(400);
  });

  it("sent as what it is not fails with 131053", async () => {
    const id = String((await upload("application/pdf")).json.id);
    await bench.admin.inbound(bench.number.id, {
      customer: ANA,
      message: { type: "text", text: { body: "Hola" } },
    });
    const wamid = wamidOf(await bench.send({ to: ANA.phone, type: "image", image: { id } }));
    await bench.receiver.until(() => bench.receiver.statuses(wamid).length === 1);
    expect(bench.receiver.statuses(wamid)[0]).toMatchObject({ status: "failed", errors: [{ code: 131053 }] });
  });
});

describe("a customer's media", () => {
  it.each(["image", "audio", "video", "document", "sticker"])(
    "%s arrives with id, hash and address, and lives 7 days",
    async (type) => {
      await bench.admin.inbound(bench.number.id, {
        customer: ANA,
        message: { type, media: { sample: true } },
      });
      await bench.receiver.until(() => bench.receiver.heard.length === 1);
      const [message] = (bench.receiver.heard[0]?.value.messages ?? []) as Json[];
      const media = message?.[type] as { id: string; url: string; mime_type: string; sha256: string };
      const { bytes, mimeType } = sampleOf(type);
      expect(media).toMatchObject({
        mime_type: mimeType,
        sha256: createHash("sha256").update(bytes).digest("hex"),
      });
      expect(Buffer.from(await (await download(media.url)).arrayBuffer())).toEqual(bytes);
      expect((await bench.admin.media(media.id)).bytes).toHaveLength(bytes.length);
      await bench.admin.setClock(bench.business.id, 8 * DAY);
      expect((await bench.graph("GET", media.id)).status).toBe(400);
    },
  );

  it("keeps the bytes that a test brings", async () => {
    const media = { bytes: BYTES.toString("base64"), mimeType: "application/pdf", filename: "factura.pdf" };
    await bench.admin.inbound(bench.number.id, {
      customer: ANA,
      message: { type: "document", document: { caption: "La factura" }, media },
    });
    const { messages } = await bench.admin.thread(bench.number.id, ANA.phone);
    expect(messages[0]).toMatchObject({
      content: { caption: "La factura", filename: "factura.pdf" },
      media: { size: BYTES.length },
    });
  });
});
