import { inOrg } from "@/db/org";
import { createConnector } from "@/server/connectors/create-connector";
import { createObjectType } from "@/server/contacts/objects/create-object-type";
import { writeObjects } from "@/server/contacts/objects/write-objects";
import { env } from "@/server/env";
import type { MemberScope } from "@/server/scope";
import { bankConnector } from "../connector-source";
import type { Figures } from "./cli";
import { personAt } from "./contacts-import";
import { percentile, timed, up } from "./figures";
import { callerOf } from "./inbox-questions";
import { claimsOf, cookieOf } from "./sessions";

/** So many of the people have something; more would only fill caches. */
const sampled = 200;

/**
 * How long the page of a contact takes at the server, from the request to the last byte, and its reading alone, in ms: four products from a
 * source whose answers are kept. To be kept: profileP95 ≤ 80 ms at a million contacts.
 */
export async function profileFigures(
  scope: MemberScope,
  email: string,
  { rows, turns }: { rows: number; turns: number },
): Promise<Figures> {
  const ids = await giveProducts(scope, rows);
  const claims = await claimsOf(email);
  const cookie = await cookieOf(claims);
  const headers = { cookie: `${cookie.name}=${cookie.value}` };
  const [pages, readings] = [[] as number[], [] as number[]];
  for (let turn = -20; turn < turns; turn++) {
    const contactId = ids[Math.abs(turn) % ids.length] ?? "";
    const page = await timed(() => open(`${env().APP_URL}/${scope.slug}/contacts/${contactId}`, headers));
    const api = await callerOf(scope.slug, claims);
    const reading = await timed(() =>
      Promise.all([api.contacts.profile({ contactId }), api.connectors.readings({ contactId })]),
    );
    // The first turns fill caches and prepare statements.
    if (turn < 0) continue;
    pages.push(page);
    readings.push(reading);
  }
  return { profileP95: up(percentile(pages, 0.95)), profileReadP95: up(percentile(readings, 0.95)) };
}

async function open(url: string, headers: Record<string, string>): Promise<void> {
  const answer = await fetch(url, { headers, redirect: "manual" });
  const text = await answer.text();
  if (answer.status !== 200 || !text.includes("Credito Corp")) throw new Error(`${url}: ${answer.status}`);
}

async function giveProducts(scope: MemberScope, rows: number): Promise<string[]> {
  const { key: typeKey } = await createObjectType(scope, {
    ...{ singular: "Producto", plural: "Productos", actions: [] },
    columns: [
      { key: "name", label: "Producto", type: "text", shown: true },
      { key: "debt", label: "Deuda", type: "money", currency: "USD", shown: true, total: true },
      { key: "opened", label: "Fecha de alta", type: "date", shown: true },
    ],
  });
  const { BANK_URL = "", BANK_KEY = "" } = env();
  const mapping = { attributes: [], objects: [] };
  const connector = { ...bankConnector(BANK_URL, BANK_KEY), mapping, cacheSeconds: 86_400 };
  const { connectorId } = await createConnector(scope, connector);
  const ids = await idsOf(
    scope,
    Array.from({ length: Math.min(sampled, rows) }, (_, i) => personAt((i * 7_919 + 13) % rows).email),
  );
  const products = ["Familia", "Credito Corp", "Terceros Completo", "PF Dolares"].map((name, i) => ({
    ...{ externalKey: `${i}`, values: { name, debt: i * 1_000, opened: "2005-06-07" } },
  }));
  const people = ids.map((contactId) => ({ contactId, rows: products }));
  await writeObjects(scope, { people, typeKey, source: connectorId, asOf: new Date(), replace: true });
  await inOrg(
    scope,
    ({ sql }) => sql`
      insert into connector_readings (connector_id, contact_id, attempted_at, good_at, outcome)
      select ${connectorId}, id, app_now(), app_now(), 'ok' from unnest(${ids}::uuid[]) id`,
  );
  return ids;
}

async function idsOf(scope: MemberScope, emails: string[]): Promise<string[]> {
  const found = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ contact_id: string }[]>`
      select contact_id from identities where org_id = ${orgId} and kind = 'email' and value = any(${emails}::text[])`,
  );
  return found.map((row) => row.contact_id);
}
