import { mkdtempSync, readdirSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { addIdentity } from "@/server/contacts/identities/add-identity";
import { createIdentifier } from "@/server/contacts/identities/create-identifier";
import { merge } from "@/server/contacts/merges/merge";
import { comparePair } from "@/server/contacts/merges/queries";
import { phoneKey } from "@/server/contacts/rules/phone";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { createList } from "./create-list";
import { listErrorsCsv } from "./errors-csv";
import { countDraft, findSegment, previewDraft } from "./queries";
import { updateSegment } from "./update-segment";

const storage = mkdtempSync(path.join(tmpdir(), "hilo-lists-"));
withDatabase(async () => ({ STORAGE_DIR: storage }));

let org: TestOrganization;
const people: string[] = [];
beforeAll(async () => {
  org = await createOrganization();
  const { key } = await createIdentifier(org.owner.scope, { label: "Código", onMatch: "propose" });
  for (let n = 0; n < 4; n++) {
    const { contactId } = await createConversation(org, { phone: phoneKey(`+549115263120${n}`) ?? "" });
    await addIdentity(org.owner.scope, { contactId, kind: "email", value: `p${n}@example.com` });
    await addIdentity(org.owner.scope, { contactId, kind: "external", identifier: key, value: `C-${n}` });
    people.push(contactId);
  }
});

let lists = 0;
async function list(content: string, given: { id?: string; name?: string } = {}) {
  async function* bytes() {
    for (let i = 0; i < content.length; i += 7) yield Buffer.from(content.slice(i, i + 7));
  }
  const { id = newId(), name = `Lista ${++lists}` } = given;
  const input = { clientSegmentId: id, name, fileName: "lista.csv" };
  const { segmentId } = await createList(org.owner.scope, input, bytes());
  const found = await findSegment(org.owner.scope, { segmentId });
  const on = await previewDraft(org.owner.scope, { definition: found.definition });
  return { ...found, on: on.map((one) => people.indexOf(one.id)).sort() };
}

test("rows name contacts by telephone, address or code, however they are written; the others say why not", async () => {
  const found = await list(
    [
      "Nombre;Teléfono;Correo;Código;Nota",
      "Ana;11 5263-1200;;;x",
      "Beto;;P1@Example.com;;",
      ";;;c2;",
      "otra vez Ana;+54 9 11 5263 1200;;;",
      "Nadie;11 5263-9999;;;",
      "Sin nada;;no es correo;;",
      ";;;;",
      "Dos;11 5263 1200;p3@example.com;;",
    ].join("\n"),
  );
  expect(found).toMatchObject({ kind: "list", contacts: 3, on: [0, 1, 2] });
  expect(found.file).toEqual({ name: "lista.csv", rows: 7, refused: 3 });
  expect(found.errors).toEqual([
    { row: 6, reason: "not-found" },
    { row: 7, reason: "no-address" },
    { row: 9, reason: "two-contacts" },
  ]);
  const reasons = { "not-found": "Nadie" };
  const csv = await listErrorsCsv(org.owner.scope, found.id, { head: ["Fila", "Motivo"], reasons });
  let text = "";
  for await (const piece of csv) text += piece;
  expect(text).toContain("6,Nadie\r\n");
});

test("a bare column is taken for what each cell looks like", async () => {
  const cells = [`${people[0]}`, "p1@example.com", "1152631202", "C-3", "otra cosa"];
  expect(await list(cells.join("\n"))).toMatchObject({
    ...{ contacts: 4, on: [0, 1, 2, 3] },
    errors: [{ row: 5, reason: "not-found" }],
  });
});

test("ids of Hilo under their name, and never those of another organization", async () => {
  const other = await createConversation(await createOrganization());
  const found = await list(`ID,nombre\n${people[2]},x\n${other.contactId},y\nnada,z\n`);
  expect(found).toMatchObject({ contacts: 1, on: [2] });
  expect(found.errors.map((one) => one.reason)).toEqual(["not-found", "no-address"]);
});

test("a repetition makes no second list, a taken name none, and a file that cannot be read none", async () => {
  const id = newId();
  await list("p1@example.com\n", { id, name: "Única" });
  expect(await list("p2@example.com\n", { id, name: "Única" })).toMatchObject({ on: [1] });
  await expect(list("p2@example.com\n", { name: "única" })).rejects.toMatchObject({
    ...{ code: "CONFLICT", details: { what: "name" } },
  });
  await expect(list("Correo,Correo\na,b\n")).rejects.toMatchObject({
    ...{ code: "INVALID", details: { reason: "duplicate-header" } },
  });
  const left = readdirSync(storage, { recursive: true, encoding: "utf8" });
  expect(left.filter((file) => statSync(path.join(storage, file)).isFile())).toEqual([]);
});

test("a list is part of other definitions, keeps its people through a merge, and takes no conditions", async () => {
  const { id: segmentId, definition } = await list("p0@example.com\np1@example.com\n");
  const others = {
    match: "all" as const,
    conditions: [{ kind: "list" as const, is: "not-in" as const, segmentId }],
  };
  expect(await countDraft(org.owner.scope, { definition: others })).toBe(2);
  await expect(
    updateSegment(org.owner.scope, { segmentId, version: 1, definition: others }),
  ).rejects.toMatchObject({ code: "INVALID" });
  await updateSegment(org.owner.scope, { segmentId, version: 1, name: "Con otro nombre" });
  const pair = { firstId: people[3] ?? "", secondId: people[0] ?? "" };
  const { version } = await comparePair(org.owner.scope, pair);
  await merge(org.owner.scope, { keptId: pair.firstId, mergedId: pair.secondId, choice: {}, seen: version });
  const on = await previewDraft(org.owner.scope, { definition });
  expect(on.map((one) => people.indexOf(one.id)).sort()).toEqual([1, 3]);
  const [held] = await inOrg(
    org.owner.scope,
    (s) => s.sql`select count(*)::int as n from segment_contacts where segment_id = ${segmentId}`,
  );
  expect(held?.n).toBe(2);
});
