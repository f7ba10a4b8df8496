import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createAttribute } from "@/server/contacts/create-attribute";
import { createObjectType } from "@/server/contacts/objects/create-object-type";
import { writeAttributes } from "@/server/contacts/write-attributes";
import { allows, roles } from "@/server/permissions";
import { withDatabase } from "@/server/testing/environment";
import {
  createConversation,
  createMember,
  createOrganization,
  type TestMember,
  type TestOrganization,
} from "@/server/testing/factories";
import { archiveSegment } from "./archive-segment";
import { createSegment } from "./create-segment";
import { segmentOptions } from "./options";
import { countDraft, findSegment, previewDraft, segmentList } from "./queries";
import { inSegment, withPatience } from "./read-segment";
import { recountSegment } from "./recount-segment";
import { type Condition, type Definition, definition } from "./rules/definition";
import { updateSegment } from "./update-segment";

withDatabase();
let org: TestOrganization;
let marketer: TestMember;
let contactId: string;
let city: string;
beforeAll(async () => {
  org = await createOrganization();
  marketer = await createMember(org, "marketer");
  ({ contactId } = await createConversation(org));
  await createConversation(org);
  ({ key: city } = await createAttribute(org.owner.scope, { label: "Ciudad", type: "text", choices: [] }));
  await live("Córdoba");
});

const live = (value: string) =>
  writeAttributes(org.owner.scope, {
    ...{ people: [{ contactId, values: { [city]: value } }], source: null },
    asOf: new Date(Date.now() + 60_000),
  });
const all = (...conditions: Condition[]): Definition => ({ match: "all", conditions });
const text = (value: string): Condition => ({
  kind: "attribute",
  attribute: { key: city, type: "text", test: { is: "is", value } },
});
const made = async (name: string, whole = all(text("cordoba"))) =>
  createSegment(marketer.scope, { clientSegmentId: newId(), name, definition: whole });

test("who may make segments may read them, and agents do neither", () => {
  const may = ["owner", "admin", "supervisor", "marketer"];
  expect(roles.filter((role) => allows(role, "segments:read"))).toEqual(may);
  expect(roles.filter((role) => allows(role, "segments:update"))).toEqual(may);
});

test("a segment is counted when it is kept, and follows what is known of contacts", async () => {
  const { segmentId } = await made("De Córdoba");
  expect(await findSegment(marketer.scope, { segmentId })).toMatchObject({
    contacts: 1,
    version: 1,
    file: null,
  });
  expect(await previewDraft(marketer.scope, { definition: all(text("CÓRDOBA")) })).toMatchObject([
    { id: contactId },
  ]);
  const isIn = () => inOrg(org.owner.scope, (s) => inSegment(s, all(text("cordoba")), contactId));
  expect(await isIn()).toBe(true);
  await live("Salta");
  expect(await countDraft(marketer.scope, { definition: all(text("cordoba")) })).toBe(0);
  expect(await isIn()).toBe(false);
  const [line] = await segmentList(marketer.scope);
  expect(line).toMatchObject({ name: "De Córdoba", contacts: 1, by: marketer.scope.actor.name });
  await recountSegment(marketer.scope, { segmentId });
  expect((await segmentList(marketer.scope))[0]?.contacts).toBe(0);
  await live("Córdoba");
});

test("a repetition makes no second one; a name is free again when its segment was archived", async () => {
  const input = { clientSegmentId: newId(), name: "Una vez", definition: all(text("Salta")) };
  const first = await createSegment(marketer.scope, input);
  expect(await createSegment(marketer.scope, input)).toEqual(first);
  await expect(made("UNA VEZ")).rejects.toMatchObject({ code: "CONFLICT", details: { what: "name" } });
  await archiveSegment(marketer.scope, first);
  await made("una vez");
  for (const write of [archiveSegment, recountSegment])
    await expect(write(marketer.scope, first)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await findSegment(marketer.scope, first)).toMatchObject({ archived: true });
});

test("who changes what somebody changed meanwhile is told", async () => {
  const { segmentId } = await made("Disputado");
  const change = { segmentId, version: 1, definition: all(text("Salta")) };
  expect(await updateSegment(marketer.scope, change)).toEqual({ version: 2 });
  await expect(updateSegment(org.owner.scope, { ...change, name: "Otro" })).rejects.toMatchObject({
    code: "CONFLICT",
    details: { what: "version" },
  });
  await made("Ocupado");
  await expect(
    updateSegment(org.owner.scope, { segmentId, version: 2, name: "ocupado" }),
  ).rejects.toMatchObject({ details: { what: "name" } });
  expect(await findSegment(marketer.scope, { segmentId })).toMatchObject({ contacts: 0, name: "Disputado" });
});

describe("a definition", () => {
  const count = (member: TestMember, ...conditions: Condition[]) =>
    countDraft(member.scope, { definition: all(...conditions) });

  test("names only what the organization has, as what it is", async () => {
    const unknown: Condition[] = [
      { kind: "label", is: "has", labelIds: [newId()] },
      { kind: "number", is: "used", numberIds: [newId()] },
      { kind: "list", is: "in", segmentId: (await made("Sin lista")).segmentId },
      { kind: "attribute", attribute: { key: "nothing", type: "text", test: { is: "set" } } },
      { kind: "object", typeKey: "nothing", where: [], objects: { is: "any" } },
    ];
    for (const one of unknown)
      await expect(count(marketer, one)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const wrong = { key: city, type: "number" as const, test: { is: "more" as const, value: 1 } };
    await expect(count(marketer, { kind: "attribute", attribute: wrong })).rejects.toMatchObject({
      code: "INVALID",
    });
  });

  test("asks for what is covered only by who may uncover it", async () => {
    const { key } = await createAttribute(org.owner.scope, {
      ...{ label: "Ingresos", type: "money", choices: [], sensitive: true },
    });
    const asked = (test: { is: "set" } | { is: "more"; value: number }): Condition => ({
      kind: "attribute",
      attribute: { key, type: "money", test },
    });
    expect(await count(marketer, asked({ is: "set" }))).toBe(0);
    expect(await count(org.owner, asked({ is: "more", value: 1 }))).toBe(0);
    await expect(count(marketer, asked({ is: "more", value: 1 }))).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
  });

  test("sums money of one currency alone", async () => {
    const { key } = await createObjectType(org.owner.scope, {
      ...{ singular: "Préstamo", plural: "Préstamos", actions: [] },
      columns: [
        { key: "debt", label: "Deuda", type: "money", currencyColumn: "currency", shown: true },
        { key: "currency", label: "Moneda", type: "text", shown: true },
      ],
    });
    const sum = (where: Extract<Condition, { kind: "object" }>["where"]): Condition => ({
      ...{ kind: "object", typeKey: key, where },
      objects: { is: "sum-more", column: "debt", amount: 10 },
    });
    const inPesos = { key: "currency", type: "text" as const, test: { is: "is" as const, value: "ARS" } };
    expect(await count(marketer, sum([inPesos]))).toBe(0);
    await expect(count(marketer, sum([]))).rejects.toMatchObject({ details: { what: "currency" } });
  });

  test("fits its types, and has no level below two", () => {
    const group = { kind: "group", match: "any", conditions: [text("Salta")] };
    expect(definition.safeParse({ match: "all", conditions: [group] }).success).toBe(true);
    const deep = { ...group, conditions: [group] };
    expect(definition.safeParse({ match: "all", conditions: [deep] }).success).toBe(false);
    const misfit = { key: city, type: "boolean", test: { is: "contains", value: "a" } };
    const date = { key: city, type: "date", test: { is: "is", value: "ayer" } };
    for (const attribute of [misfit, date])
      expect(
        definition.safeParse({ match: "all", conditions: [{ kind: "attribute", attribute }] }).success,
      ).toBe(false);
  });
});

test("a question that takes too long ends, in words", async () => {
  const slow = withPatience(org.owner.scope, async (s) => {
    await s.sql`set local statement_timeout = '20ms'`;
    await s.sql`select pg_sleep(2)`;
  });
  await expect(slow).rejects.toMatchObject({ code: "UNAVAILABLE", details: { what: "slow" } });
});

test("what conditions can name comes at once", async () => {
  const options = await segmentOptions(marketer.scope);
  expect(options.attributes.map((one) => one.key)).toContain(city);
  expect(options.numbers.length).toBeGreaterThan(0);
  expect(options.channels).toContain("email");
  expect(options.currencies[0]).toBe("USD");
});
