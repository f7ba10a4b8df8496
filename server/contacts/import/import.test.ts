import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createOrganization, type TestOrganization } from "@/server/testing/factories";
import { createAttribute } from "../create-attribute";
import { createIdentifier } from "../identities/create-identifier";
import { advanceImport, type Pace } from "./advance-import";
import { cancelImport } from "./cancel-import";
import { checkImport } from "./check-import";
import { importErrorsCsv } from "./errors-csv";
import { importDetail, importList } from "./queries";
import { receiveImport } from "./receive-import";
import type { Mapping } from "./rules/mapping";
import { runImport } from "./run-import";

withDatabase(async () => ({ STORAGE_DIR: mkdtempSync(path.join(tmpdir(), "hilo-import-")) }));

let org: TestOrganization;
beforeEach(async () => {
  org = await createOrganization();
});

const noWake = async () => undefined;

async function upload(content: string | Buffer, name = "contactos.csv") {
  async function* bytes() {
    const all = Buffer.from(content as string);
    for (let i = 0; i < all.length; i += 1000) yield all.subarray(i, i + 1000);
  }
  return receiveImport(org.owner.scope, { name, bytes: bytes() });
}

const mapped = (columns: Mapping["columns"]): Mapping => ({
  columns,
  country: "AR",
  decimal: ",",
  dates: "dmy",
});

async function advance(importId: string, pace?: Pace) {
  for (let pieces = 0; await advanceImport(org.owner.scope, importId, pace); pieces++)
    if (pieces > 1000) throw new Error("It never ends");
}

async function importAll(content: string | Buffer, mapping?: Mapping, pace?: Pace) {
  const { importId } = await upload(content);
  const { mapping: suggested } = await importDetail(org.owner.scope, { importId });
  await checkImport(org.owner.scope, { importId, mapping: mapping ?? suggested }, noWake);
  await advance(importId, pace);
  const { checked, state } = await importDetail(org.owner.scope, { importId });
  if (state === "refused") return importDetail(org.owner.scope, { importId });
  await runImport(org.owner.scope, { importId }, noWake);
  await advance(importId, pace);
  const done = await importDetail(org.owner.scope, { importId });
  expect(done.counts).toEqual(checked);
  return done;
}

/** Every contact with its addresses, ids left out. */
async function everybody() {
  return inOrg(
    org.owner.scope,
    (s) => s.sql<Record<string, unknown>[]>`
      select c.name, c.country, c.attributes, array(select i.kind || ':' || i.value from identities i
        where i.org_id = c.org_id and i.contact_id = c.id order by 1) as addresses
      from contacts c order by 4, 1`,
  );
}

describe("a file of contacts", () => {
  test("is tried out, written, and says of each row why it was not taken", async () => {
    const { key } = await createAttribute(org.owner.scope, {
      label: "Días de atraso",
      type: "number",
      choices: [],
    });
    const rows = [
      "Nombre;Teléfono;Correo;Días de atraso",
      "Ana Núñez;11 5263-1234;ana@example.com;31",
      "Beto;+54 9 351 555-0101;;1.500,5",
      "Cata;123;;",
      "Dani;;dani@example.com;muchos",
      "",
      "Eva;;;",
      "Fede;11 5263 1234;otra@example.com;7",
    ];
    const done = await importAll(
      rows.join("\r\n"),
      mapped([{ to: "name" }, { to: "phone" }, { to: "email" }, { to: "attribute", key }]),
    );
    expect(done).toMatchObject({
      state: "done",
      counts: { new: 2, changed: 1, same: 0, refused: 3 },
      progress: 1,
    });
    expect(done.errors).toEqual([
      { row: 4, column: 1, reason: "phone" },
      { row: 5, column: 3, reason: "number" },
      { row: 7, column: null, reason: "no-address" },
    ]);
    expect(await everybody()).toEqual([
      {
        name: "Fede",
        country: "AR",
        attributes: { [key]: 7 },
        addresses: ["email:ana@example.com", "email:otra@example.com", "phone:541152631234"],
      },
      { name: "Beto", country: "AR", attributes: { [key]: 1500.5 }, addresses: ["phone:543515550101"] },
    ]);
    let csv = "";
    const words = { head: ["Fila", "Columna", "Motivo"], reasons: { phone: "No es un teléfono" } };
    for await (const line of await importErrorsCsv(org.owner.scope, done.id, words)) csv += line;
    expect(csv).toContain("4,Teléfono,No es un teléfono\r\n");
    expect(await importList(org.owner.scope)).toHaveLength(1);
  });

  test("that names two people in one row has that row refused", async () => {
    await importAll("Nombre,Teléfono,Correo\nAna,+541152631234,\nBeto,,beto@example.com\n");
    const again = await importAll("Nombre,Teléfono,Correo\nX,+541152631234,beto@example.com\n");
    expect(again.errors).toEqual([{ row: 2, column: null, reason: "two-contacts" }]);
  });

  test("is remembered by its columns", async () => {
    const { key } = await createIdentifier(org.owner.scope, { label: "Legajo", onMatch: "propose" });
    const columns = [{ to: "skip" }, { to: "identifier", key }] as Mapping["columns"];
    await importAll("Algo,Otra cosa\na,1\n", mapped(columns));
    const { importId } = await upload("ALGO,Otra Cosa\nb,2\n");
    expect(await importDetail(org.owner.scope, { importId })).toMatchObject({
      remembered: true,
      mapping: { columns },
      sample: [["b", "2"]],
    });
  });

  test("stops where it is cancelled: what was written stays, whole", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `P${i},+54115263${1000 + i}`);
    const { importId } = await upload(["Nombre,Teléfono", ...rows].join("\n"));
    const { mapping } = await importDetail(org.owner.scope, { importId });
    await checkImport(org.owner.scope, { importId, mapping }, noWake);
    await advance(importId);
    await runImport(org.owner.scope, { importId }, noWake);
    await advanceImport(org.owner.scope, importId, { rows: 10, batches: 1 });
    await cancelImport(org.owner.scope, { importId });
    await advance(importId);
    expect(await everybody()).toHaveLength(10);
    expect(await importDetail(org.owner.scope, { importId })).toMatchObject({
      state: "cancelled",
      counts: { new: 10 },
    });
  });
});

describe("every way of writing is read", () => {
  const text = 'Nombre;Teléfono\r\n"Núñez; José";+541152631234\r\n';
  const utf16 = Buffer.from(text, "utf16le");
  const ways: [string, Buffer][] = [
    ["UTF-8", Buffer.from(text)],
    ["UTF-8 with its sign", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text)])],
    ["Latin", Buffer.from(text, "latin1")],
    ["UTF-16, little end first", Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ["UTF-16, big end first", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()])],
    ["UTF-16 without a sign", utf16],
    ["tabs", Buffer.from(text.replaceAll(";", "\t").replace("Núñez\t", "Núñez;"))],
    ["old ends of lines", Buffer.from(text.replaceAll("\r\n", "\r"))],
  ];
  test.each(ways)("%s", async (_, bytes) => {
    await importAll(bytes);
    expect(await everybody()).toMatchObject([{ name: "Núñez; José", addresses: ["phone:541152631234"] }]);
  });

  test("a workbook", async () => {
    const { default: ExcelJS } = await import("exceljs");
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("Clientes");
    sheet.addRow(["Nombre", "Teléfono", "Alta"]);
    sheet.addRow(["Ana", 541152631234, new Date("2026-03-01T00:00:00Z")]);
    const { key } = await createAttribute(org.owner.scope, { label: "Alta", type: "date", choices: [] });
    await importAll(Buffer.from(await book.xlsx.writeBuffer()));
    expect(await everybody()).toMatchObject([{ name: "Ana", attributes: { [key]: "2026-03-01" } }]);
  });
});

describe("a broken file is named before anything is written", () => {
  const columns = Array.from({ length: 200 }, (_, i) => `c${i}`).join(",");
  const refusals: [string, Buffer | string, object][] = [
    ["nothing in it", "", { reason: "empty" }],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), { reason: "binary" }],
    ["an unknown alphabet", Buffer.from([0x41, 0x2c, 0x81, 0x8d, 0x90, 0x0a]), { reason: "encoding" }],
    ["names alone", "Nombre,Teléfono\n", { reason: "no-rows" }],
    ["200 columns", `${columns}\n${columns}\n`, { reason: "too-many-columns", at: 200 }],
    ["one name twice", "Nombre,Teléfono,nombre\na,b,c\n", { reason: "duplicate-header", at: 3 }],
    ["a quote that never ends, at once", 'Nombre,"Telé\na,b', { reason: "quotes" }],
    ["no workbook", Buffer.from("PK\u0003\u0004nonsense", "latin1"), { reason: "workbook" }],
  ];
  test.each(refusals)("%s", async (_, content, details) => {
    await expect(upload(content)).rejects.toMatchObject({ code: "INVALID", details });
    expect(await importList(org.owner.scope)).toEqual([]);
  });

  test("a quote that never ends, far below", async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `P${i},+54115263${1000 + i}`);
    const done = await importAll(
      ["Nombre,Teléfono", ...rows, '"Mal,+541152632000', ...rows].join("\n"),
      undefined,
      {
        rows: 10,
        batches: 2,
      },
    );
    expect(done).toMatchObject({ state: "refused", refusal: { reason: "quotes" } });
    expect(await everybody()).toEqual([]);
  });
});

describe("whatever the file", () => {
  const phone = fc.integer({ min: 0, max: 12 }).map((n) => `+54 11 5263-${1000 + n}`);
  const email = fc.integer({ min: 0, max: 12 }).map((n) => `p${n}@example.com`);
  const cell = fc.oneof(
    fc.constant(""),
    fc.string({ maxLength: 12 }),
    fc.constantFrom('a"b', "x\ny", "ñandú 🐦", " "),
  );
  const row = fc.tuple(cell, fc.oneof(phone, cell), fc.oneof(email, fc.constant("")), cell);
  const table = fc.array(row, { minLength: 1, maxLength: 30 });
  const mapping = mapped([{ to: "name" }, { to: "phone" }, { to: "email" }, { to: "skip" }]);
  const written = (rows: string[][], delimiter: string) =>
    stringify([["Nombre", "Teléfono", "Correo", "Nada"], ...rows], { delimiter });

  test("twice is once, and in pieces is whole", async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(",", ";"),
        fc.integer({ min: 1, max: 7 }),
        async (rows, delimiter, size) => {
          const content = written(rows, delimiter);
          org = await createOrganization();
          const first = await importAll(content, mapping);
          const whole = await everybody();
          const second = await importAll(content, mapping);
          expect(await everybody()).toHaveLength(whole.length);
          expect(second.counts.new).toBe(0);
          org = await createOrganization();
          const { importId } = await upload(content);
          await checkImport(org.owner.scope, { importId, mapping }, noWake);
          await advance(importId);
          await runImport(org.owner.scope, { importId }, noWake);
          await advance(importId, { rows: size, batches: 1 });
          expect(await everybody()).toEqual(whole);
          expect((await importDetail(org.owner.scope, { importId })).counts).toEqual(first.counts);
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);
});
