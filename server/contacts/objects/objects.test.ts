import { beforeEach, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { createAttribute } from "../create-attribute";
import { writeAttributes } from "../write-attributes";
import type { ObjectColumn } from "./rules/object-type";
import type { WrittenRow } from "./rules/read-row";
import { writeObjects } from "./write-objects";

withDatabase();

const columns: ObjectColumn[] = [
  { key: "product", label: "Producto", type: "text", shown: true },
  { key: "debt", label: "Deuda", type: "money", currency: "ARS", total: true, shown: true },
  { key: "late", label: "Días de atraso", type: "days", shown: true },
];
const bank = newId();
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 14, minute));
const family = { externalKey: "1", values: { product: "Familia", debt: "0.00", late: 0, unknown: "x" } };
const credit = { externalKey: "2", values: { product: "Crédito", debt: "64000.00", late: "32" } };

let org: TestOrganization;
let contactId: string;
beforeEach(async () => {
  org = await createOrganization();
  ({ contactId } = await createConversation(org));
  await inOrg(
    org.owner.scope,
    (s) => s.sql`
      insert into object_types (key, singular, plural, columns, position, created_at)
      values ('product', 'Producto', 'Productos', ${asRow(columns)}::text::jsonb, 0, now())`,
  );
});

type Said = Omit<Parameters<typeof writeObjects>[1], "people"> & { contactId: string; rows: WrittenRow[] };
const say = async ({ contactId: of = contactId, rows = [family, credit], ...given }: Partial<Said>) => {
  const people = [{ contactId: of, rows }];
  const said = { typeKey: "product", asOf: at(21), source: bank, replace: true, ...given };
  return (await writeObjects(org.owner.scope, { people, ...said })).get(of);
};
const kept = () =>
  inOrg(
    org.owner.scope,
    (s) => s.sql<{ key: string; debt: number }[]>`
      select external_key as key, (values->>'debt')::numeric::float8 as debt from contact_objects order by external_key`,
  );
const lines = async () => {
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql<{ n: number }[]>`
      select count(*)::int as n from audit_rows where action = 'contact.objects-written'`,
  );
  return row?.n;
};

test("what a source says is kept as its columns want it, once however often it is said", async () => {
  expect(await say({})).toEqual({ changed: 2, removed: 0, refused: [] });
  expect(await say({})).toEqual({ changed: 0, removed: 0, refused: [] });
  const [row] = await inOrg(
    org.owner.scope,
    (s) => s.sql`select values from contact_objects order by external_key`,
  );
  expect(row).toEqual({ values: { product: "Familia", debt: 0, late: 0 } });
  expect(await lines()).toBe(1);
});

test("a row that cannot be read stays whole as it was; one that vanished goes, if it was the source's", async () => {
  await say({});
  await say({ rows: [{ externalKey: "hand", values: { product: "A mano" } }], source: null, replace: false });
  const outcome = await say({
    rows: [{ externalKey: "2", values: { product: "Otro", debt: "mucho", late: "x" } }],
    asOf: at(30),
  });
  expect(outcome).toEqual({
    changed: 0,
    removed: 1,
    refused: [
      { externalKey: "2", column: "debt" },
      { externalKey: "2", column: "late" },
    ],
  });
  expect([...(await kept())]).toEqual([
    { key: "2", debt: 64000 },
    { key: "hand", debt: null },
  ]);
});

test("an answer that comes late changes nothing, and takes nothing away", async () => {
  await say({ asOf: at(30) });
  const late = await say({
    rows: [{ externalKey: "2", values: { debt: 1 } }],
    asOf: at(21),
  });
  expect(late).toMatchObject({ changed: 0, removed: 0 });
  expect([...(await kept())]).toMatchObject([{ debt: 0 }, { debt: 64000 }]);
});

test("of two answers at once both end, and the later one stands", async () => {
  const row = (debt: number) => [
    { externalKey: "2", values: { debt } },
    { externalKey: "1", values: { debt } },
  ];
  await Promise.all([40, 41, 42, 43].map((minute) => say({ rows: row(minute), asOf: at(minute) })));
  expect([...(await kept())]).toMatchObject([{ debt: 43 }, { debt: 43 }]);
});

test("nobody else's contact or type is written", async () => {
  const other = await createOrganization();
  const foreign = await createConversation(other);
  await expect(say({ contactId: foreign.contactId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(say({ typeKey: "loan" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("attributes keep when they were so; the older does not win, and what is no value is named", async () => {
  const { scope } = org.owner;
  const { key } = await createAttribute(scope, { label: "Saldo", type: "number", choices: [] });
  const write = async (values: Record<string, unknown>, minute: number) => {
    const said = { people: [{ contactId, values }], asOf: at(minute), source: bank };
    return (await writeAttributes(scope, said)).get(contactId);
  };
  expect(await write({ [key]: "15500", nada: 1 }, 21)).toEqual({ changed: [key], refused: ["nada"] });
  expect(await write({ [key]: "mucho" }, 22)).toEqual({ changed: [], refused: [key] });
  expect(await write({ [key]: 1 }, 20)).toEqual({ changed: [], refused: [] });
  const [row] = await inOrg(
    scope,
    (s) => s.sql`select attributes, attribute_sources from contacts where id = ${contactId}`,
  );
  expect(row).toEqual({
    attributes: { [key]: 15500 },
    attribute_sources: { [key]: { asOf: at(21).toISOString(), source: bank } },
  });
  expect(await write({ [key]: null }, 23)).toEqual({ changed: [key], refused: [] });
});
