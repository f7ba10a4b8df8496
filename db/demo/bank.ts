import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { createConnector } from "@/server/connectors/create-connector";
import { readLive } from "@/server/connectors/read-live";
import { createAttribute } from "@/server/contacts/create-attribute";
import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import type { AttributeType } from "@/server/contacts/rules/attribute";
import { env } from "@/server/env";
import type { MemberScope } from "@/server/scope";

const fields: [label: string, type: AttributeType, path: string][] = [
  ["CUIT/CUIL", "text", "taxId"],
  ["Correo", "email", "email"],
  ["Dirección", "text", "address"],
  ["Cluster ID", "text", "cluster"],
  ["Acuerdo ID", "text", "agreementId"],
  ["Saldo Cuenta", "number", "accountBalance"],
  ["Prom. Consumo Anual", "number", "yearlyConsumption"],
  ["Saldo Puntos", "number", "points"],
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

/** Connects the sample bank, and reads from it whom of the contacts it knows. Does nothing where none is named. */
export async function connectBank(owner: MemberScope): Promise<void> {
  const { BANK_URL, BANK_KEY } = env();
  if (!BANK_URL || !BANK_KEY) return;
  const attributes = await Promise.all(
    fields.map(async ([label, type, path]) => {
      const { key } = await createAttribute(owner, { label, type, choices: [] });
      return { key, path: `$.customer.${path}` };
    }),
  );
  await keepProducts(owner);
  const products = {
    typeKey: "product",
    list: "$.customer.products",
    keyPath: "$.id",
    columns: columns.map(({ key, path }) => ({ key, path: `$.${path}` })),
  };
  const { connectorId } = await createConnector(owner, {
    name: "Core bancario",
    method: "GET",
    url: `${BANK_URL}/v1/customers?phone={{contact.phone}}`,
    headers: [{ name: "x-api-key", secret: true, value: BANK_KEY }],
    body: null,
    mapping: { attributes, objects: [products] },
    cacheSeconds: 300,
    timeoutMs: 5_000,
    retries: 1,
  });
  await readLive(owner, { connectorId, contactIds: await reachableBy(owner) });
}

async function keepProducts(owner: MemberScope): Promise<void> {
  const kept = columns.map(({ path, ...column }) => column);
  await inOrg(
    owner,
    ({ sql }) => sql`
      insert into object_types (key, singular, plural, columns, position, created_at)
      values ('product', 'Producto', 'Productos', ${asRow(kept)}::text::jsonb, 1, app_now()) on conflict do nothing`,
  );
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
