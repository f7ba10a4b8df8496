import { inOrg } from "@/db/org";
import { createConnector } from "@/server/connectors/create-connector";
import type { ConnectorInput } from "@/server/connectors/schema";
import type { Scope } from "@/server/scope";
import type { TestOrganization } from "./factories";

/** What a connector to the sample bank reads of one customer: four fields, and their products. */
export const bankMapping: ConnectorInput["mapping"] = {
  attributes: [
    { key: "cluster", path: "$.customer.cluster" },
    { key: "balance", path: "$.customer.accountBalance" },
  ],
  objects: [
    {
      typeKey: "product",
      list: "$.customer.products",
      keyPath: "$.id",
      columns: [
        { key: "name", path: "$.product" },
        { key: "debt", path: "$.debt" },
        { key: "opened", path: "$.openedAt" },
      ],
    },
  ],
};

/** The sample bank's way to answer for many. */
export const bankMany = (url: string): NonNullable<ConnectorInput["many"]> => ({
  ...{
    method: "POST",
    url: `${url}/v1/customers/batch`,
    body: '{"phones": "{{keys}}"}',
    key: "contact.phone",
  },
  ...{ most: 100, rows: "$.customers", keyPath: "$.phone", place: "$.customer" },
});

export function bankConnector(url: string, key: string, more: Partial<ConnectorInput> = {}): ConnectorInput {
  return {
    name: "Core bancario",
    method: "GET",
    url: `${url}/v1/customers?phone={{contact.phone}}`,
    headers: [{ name: "x-api-key", secret: true, value: key }],
    body: null,
    mapping: bankMapping,
    many: null,
    cacheSeconds: 300,
    timeoutMs: 1_000,
    retries: 0,
    ...more,
  };
}

/** The attributes and the object type that `bankMapping` fills. */
export async function prepareBank(scope: Scope): Promise<void> {
  const columns = [
    { key: "name", label: "Producto", type: "text", shown: true },
    { key: "debt", label: "Deuda", type: "money", currency: "USD", shown: true },
    { key: "opened", label: "Fecha de alta", type: "date", shown: true },
  ];
  await inOrg(scope, async ({ sql }) => {
    await sql`
      insert into attribute_definitions (key, label, type, created_at)
      values ('cluster', 'Cluster ID', 'text', app_now()), ('balance', 'Saldo Cuenta', 'number', app_now()) on conflict do nothing`;
    await sql`
      insert into object_types (key, singular, plural, columns, position, created_at)
      values ('product', 'Producto', 'Productos', ${JSON.stringify(columns)}::text::jsonb, 0, app_now()) on conflict do nothing`;
  });
}

/** A connector to the sample bank, with what it fills. */
export async function createBankConnector(
  org: TestOrganization,
  { url, key }: { url: string; key: string },
  more: Partial<ConnectorInput> = {},
): Promise<string> {
  await prepareBank(org.owner.scope);
  return (await createConnector(org.owner.scope, bankConnector(url, key, more))).connectorId;
}
