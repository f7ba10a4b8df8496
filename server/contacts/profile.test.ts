import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createLabel } from "@/server/labels/create-label";
import { labelContact } from "@/server/labels/label-contact";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createNumber,
  createOrganization,
  type TestOrganization,
} from "@/server/testing/factories";
import { addNote } from "./add-note";
import { arrangeAttributes } from "./arrange-attributes";
import { createAttribute } from "./create-attribute";
import { createObjectType } from "./objects/create-object-type";
import { orderObjectTypes } from "./objects/order-object-types";
import { updateObjectType } from "./objects/update-object-type";
import { writeObjects } from "./objects/write-objects";
import { contactProfile } from "./profile-queries";
import { removeNote } from "./remove-note";
import { reveal } from "./reveal";
import { setAttribute } from "./set-attribute";
import { updateContact } from "./update-contact";

withDatabase();

let org: TestOrganization;
let contactId: string;
beforeEach(async () => {
  org = await createOrganization();
  ({ contactId } = await createConversation(org, { phone: "5491152631234" }));
});

const money = {
  key: "debt",
  label: "Deuda",
  type: "money" as const,
  currency: "ARS",
  total: true,
  shown: true,
};
const account = { key: "account", label: "Cuenta", type: "text" as const, shown: true, sensitive: true };
const loans = () =>
  createObjectType(org.owner.scope, {
    ...{ singular: "Préstamo", plural: "Préstamos" },
    ...{ columns: [money, account], actions: [] },
  });
const asOf = new Date("2026-11-26T14:21:00Z");
const write = (typeKey: string) =>
  writeObjects(org.owner.scope, {
    ...{ typeKey, asOf, source: null, replace: false },
    people: [
      {
        contactId,
        rows: [
          { externalKey: "1", values: { debt: 64000, account: "0011" } },
          { externalKey: "2", values: { debt: "0.50" } },
        ],
      },
    ],
  });
const profile = () => contactProfile(org.owner.scope, { contactId });
const actions = () =>
  inOrg(
    org.owner.scope,
    (s) => s.sql<{ action: string; details: object }[]>`
      select action, details from audit_rows where action = 'contact.revealed' order by id`,
  );

test("objects show with their sums and their date; what is sensitive is covered until it is asked for, on record", async () => {
  const { key } = await loans();
  expect(key).toBe("prestamo");
  await write(key);
  const [table] = (await profile()).objects;
  expect(table).toMatchObject({ key, asOf, more: 0, totals: [{ column: "debt", micros: 64_000_500_000n }] });
  expect(table?.rows).toMatchObject([
    { values: { debt: 64000 }, covered: ["account"] },
    { values: { debt: 0.5 }, covered: [] },
  ]);
  expect(JSON.stringify(table?.rows)).not.toContain("0011");
  const shown = await reveal(org.owner.scope, { contactId, typeKey: key, key: "account" });
  expect(shown).toEqual({ [table?.rows[0]?.id ?? ""]: "0011" });
  expect([...(await actions())]).toEqual([
    { action: "contact.revealed", details: { fields: ["prestamo.account"] } },
  ]);
});

test("a sensitive field is covered, and told to who asks", async () => {
  const { scope } = org.owner;
  const field = {
    label: "CUIT",
    type: "text" as const,
    choices: [],
    sensitive: true,
    place: "head" as const,
  };
  const { key } = await createAttribute(scope, field);
  await setAttribute(scope, { contactId, key, value: "12453412" });
  expect((await profile()).attributes).toMatchObject([{ key, value: null, covered: true, place: "head" }]);
  expect(await reveal(scope, { contactId, key })).toEqual({ [key]: "12453412" });
  await expect(reveal(scope, { contactId, key: "other" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("fields and tables stand as they were arranged", async () => {
  const { scope } = org.owner;
  const labels = ["Zona", "Cluster"];
  for (const label of labels) await createAttribute(scope, { label, type: "text", choices: [] });
  await arrangeAttributes(scope, {
    layout: [
      { key: "cluster", place: "account" },
      { key: "zona", place: "head" },
    ],
  });
  expect((await profile()).attributes).toMatchObject([
    { key: "cluster", place: "account" },
    { key: "zona", place: "head" },
  ]);
  const first = await loans();
  const second = await createObjectType(scope, {
    ...{ singular: "Póliza", plural: "Pólizas", columns: [money], actions: [] },
  });
  await orderObjectTypes(scope, { keys: [second.key, first.key] });
  expect((await profile()).objects.map((one) => one.key)).toEqual(["poliza", "prestamo"]);
  await updateObjectType(scope, { key: second.key, archived: true });
  expect((await profile()).objects.map((one) => one.key)).toEqual(["prestamo"]);
});

test("an action or a currency names columns that are there, and no two types are called the same", async () => {
  const { scope } = org.owner;
  const { key } = await loans();
  const opens = { kind: "template" as const, name: "acuerdo", language: "es_AR", values: { "1": "gone" } };
  const loose = updateObjectType(scope, { key, actions: [{ id: "a", label: "Acuerdo", opens }] });
  await expect(loose).rejects.toMatchObject({ code: "INVALID" });
  await expect(loans()).rejects.toMatchObject({ code: "CONFLICT" });
});

test("a contact has a language, a clock and a channel of their own, labels and notes", async () => {
  const { scope } = org.owner;
  const { channelAccountId } = await createNumber(org);
  expect((await profile()).contact.zone).toMatchObject({ from: "phone" });
  await updateContact(scope, { contactId, language: "pt", timeZone: "America/Sao_Paulo", channelAccountId });
  await updateContact(scope, { contactId, language: null });
  expect((await profile()).contact).toMatchObject({
    ...{ language: null, channelAccountId },
    zone: { timeZone: "America/Sao_Paulo", from: "contact" },
  });
  const { labelId } = await createLabel(scope, { name: "Moroso", color: "teal" });
  await labelContact(scope, { contactId, add: [labelId], remove: [] });
  const agent = await createMember(org, "agent");
  const note = { contactId, clientNoteId: newId(), body: "Llamar de mañana" };
  await addNote(agent.scope, note);
  await addNote(agent.scope, note);
  expect(await profile()).toMatchObject({
    labels: [{ name: "Moroso" }],
    notes: [{ body: "Llamar de mañana", author: { id: agent.memberId } }],
  });
  const another = await createMember(org, "agent");
  const wrong = removeNote(another.scope, { noteId: note.clientNoteId });
  await expect(wrong).rejects.toMatchObject({ code: "NOT_FOUND" });
  await removeNote(scope, { noteId: note.clientNoteId });
  expect((await profile()).notes).toEqual([]);
});
