import { inOrg } from "@/db/org";
import { createConnector } from "@/server/connectors/create-connector";
import { readLive } from "@/server/connectors/read-live";
import { createAttribute } from "@/server/contacts/create-attribute";
import { createObjectType } from "@/server/contacts/objects/create-object-type";
import type { ObjectColumn, RowAction } from "@/server/contacts/objects/rules/object-type";
import type { AttributePlace, AttributeType } from "@/server/contacts/rules/attribute";
import { env } from "@/server/env";
import type { MemberScope } from "@/server/scope";
import { keepDraft } from "./campaigns";
import { keepSegments } from "./segments";

type Field = [
  label: string,
  path: string,
  as: { type: AttributeType; currency?: string; place: AttributePlace },
];

/** As they stand in the head of the page, in this order. */
const fields: Field[] = [
  ["CUIT/CUIL", "taxId", { type: "text", place: "head" }],
  ["Correo", "email", { type: "email", place: "head" }],
  ["Dirección", "address", { type: "text", place: "head" }],
  ["Cluster ID", "cluster", { type: "text", place: "account" }],
  ["Acuerdo ID", "agreementId", { type: "text", place: "account" }],
  ["Saldo Cuenta", "accountBalance", { type: "number", place: "account" }],
  ["Prom. Consumo Anual", "yearlyConsumption", { type: "money", currency: "ARS", place: "account" }],
  ["Saldo Puntos", "points", { type: "number", place: "account" }],
];

const columns: (ObjectColumn & { path: string })[] = [
  { key: "product", label: "Producto", type: "text", path: "product" },
  { key: "opened", label: "Fecha de alta", type: "date", path: "openedAt" },
  { key: "debt", label: "Deuda", type: "money", currencyColumn: "currency", total: true, path: "debt" },
  { key: "days_overdue", label: "Días de atraso", type: "days", path: "daysOverdue" },
  { key: "amount", label: "Monto $", type: "money", currencyColumn: "currency", path: "amount" },
  { key: "policy", label: "Póliza", type: "text", path: "policy" },
  { key: "currency", label: "Moneda", type: "text", path: "currency" },
  { key: "valid_from", label: "Vigencia desde", type: "date", path: "validFrom" },
  { key: "valid_to", label: "Vigencia hasta", type: "date", path: "validTo" },
].map((column) => ({ ...column, shown: true }) as ObjectColumn & { path: string });

const actions: RowAction[] = [
  {
    id: "agreement",
    label: "Acuerdo",
    opens: {
      ...{ kind: "template", name: "acuerdo_de_pago", language: "es_AR" },
      values: { "2": "debt", "3": "product" },
    },
  },
  {
    id: "pack",
    label: "Pack",
    opens: { kind: "template", name: "pack_para_socios", language: "es_AR", values: { "2": "product" } },
  },
];

/** Connects the sample bank, reads from it whom of the contacts it knows, and keeps segments of what it says. Does nothing where none is named. */
export async function connectBank(owner: MemberScope, bankKey = env().BANK_KEY): Promise<void> {
  const { BANK_URL } = env();
  if (!BANK_URL || !bankKey) return;
  const attributes: { key: string; path: string }[] = [];
  for (const [label, path, as] of fields) {
    const { key } = await createAttribute(owner, { label, choices: [], ...as });
    attributes.push({ key, path: `$.customer.${path}` });
  }
  const { key: typeKey } = await createObjectType(owner, {
    ...{ singular: "Producto", plural: "Productos", actions },
    columns: columns.map(({ path, ...column }) => column),
  });
  const products = {
    typeKey,
    list: "$.customer.products",
    keyPath: "$.id",
    columns: columns.map(({ key, path }) => ({ key, path: `$.${path}` })),
  };
  const { connectorId } = await createConnector(owner, {
    name: "Core bancario",
    method: "GET",
    url: `${BANK_URL}/v1/customers?phone={{contact.phone}}`,
    headers: [{ name: "x-api-key", secret: true, value: bankKey }],
    body: null,
    mapping: { attributes, objects: [products] },
    many: {
      ...{ method: "POST", url: `${BANK_URL}/v1/customers/batch`, body: '{"phones": "{{keys}}"}', most: 100 },
      ...{ key: "contact.phone", rows: "$.customers", keyPath: "$.phone", place: "$.customer" },
    },
    cacheSeconds: 300,
    timeoutMs: 5_000,
    retries: 1,
  });
  await readLive(owner, { connectorId, contactIds: await reachableBy(owner) });
  await keepSegments(owner, typeKey);
  await keepDraft(owner, typeKey);
}

async function reachableBy(owner: MemberScope): Promise<string[]> {
  const rows = await inOrg(
    owner,
    ({ sql, orgId }) => sql<{ id: string }[]>`
      select distinct k.id from contacts k join identities i on i.org_id = k.org_id and i.contact_id = k.id and i.kind = 'phone'
      where k.org_id = ${orgId} and k.merged_into is null`,
  );
  return rows.map(({ id }) => id);
}
