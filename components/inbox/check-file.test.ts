import { expect, test } from "vitest";
import { capabilities } from "@/server/channels/whatsapp/capabilities";
import { checkFile } from "./check-file";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n");
const webp = Buffer.concat([Buffer.from("RIFF\x24\0\0\0WEBPVP8 "), Buffer.alloc(32)]);
const sized = (start: Buffer, bytes: number) => Buffer.concat([start, Buffer.alloc(bytes - start.length)]);
const check = (bytes: Buffer, name: string, type: string) =>
  checkFile(new File([new Uint8Array(bytes)], name, { type }), capabilities.media);

test("what the channel takes is taken, whatever it is called", async () => {
  expect(await check(png, "foto.png", "image/png")).toBeNull();
  expect(await check(png, "foto.jpg", "image/jpeg")).toBeNull();
  expect(await check(pdf, "receta.pdf", "application/pdf")).toBeNull();
  expect(await check(Buffer.from("hola"), "nota.txt", "text/plain")).toBeNull();
});

test("what lies about its type is told, with what it is", async () => {
  expect(await check(Buffer.from("MZ\x90\0 program"), "foto.jpg", "image/jpeg")).toEqual({
    why: "lies",
    found: "EXE",
  });
  expect(await check(Buffer.from("hola"), "foto.jpg", "image/jpeg")).toEqual({ why: "lies", found: "?" });
  expect(await check(webp, "foto.png", "image/png")).toEqual({ why: "lies", found: "WEBP" });
});

test("what the channel takes of no name is a type too many", async () => {
  expect(await check(webp, "foto.webp", "image/webp")).toEqual({ why: "type" });
  expect(await check(Buffer.from("PK"), "todo.zip", "application/zip")).toEqual({ why: "type" });
});

test("the limit is the kind's own, to the byte", async () => {
  const most = 5 * 1024 * 1024;
  expect(await check(sized(png, most), "foto.png", "image/png")).toBeNull();
  expect(await check(sized(png, most + 1), "foto.png", "image/png")).toEqual({ why: "size", maxBytes: most });
  expect(await check(sized(pdf, most + 1), "a.pdf", "application/pdf")).toBeNull();
  expect(await check(Buffer.alloc(0), "a.pdf", "application/pdf")).toEqual({ why: "empty" });
});
