import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { open } from "@/server/crypto";
import { env } from "@/server/env";
import { scopeForCarrier } from "@/server/scope";
import type { CarrierAccount } from "./adapter";
import { Believed } from "./believed";

/** A channel account as the intake and the delivery need it. */
export interface Account {
  id: string;
  orgId: string;
  connectionId: string;
  channel: string;
  externalId: string;
}

export interface Connection {
  id: string;
  orgId: string;
  externalId: string;
  channel: string;
  carrier: "sandbox" | "live";
  token: string;
  appSecret: string;
  verifyToken: string;
}

declare global {
  var hiloAccounts: Believed<Account> | undefined;
  var hiloConnections: Believed<Connection> | undefined;
}

/** The channel accounts behind a carrier's ids; unknown ones are absent, and asked for again each time. */
export async function accountsOf(channel: string, externalIds: string[]): Promise<Map<string, Account>> {
  globalThis.hiloAccounts ??= new Believed();
  const memory = globalThis.hiloAccounts;
  const ids = [...new Set(externalIds)];
  const found = await Promise.all(
    ids.map((id) => memory.get(`${channel}:${id}`, () => account(channel, id))),
  );
  return new Map(found.flatMap((a) => (a ? [[a.externalId, a] as const] : [])));
}

async function account(channel: string, externalId: string): Promise<Account | null> {
  const [row] = await sql()<{ org_id: string; channel_account_id: string; connection_id: string }[]>`
    select * from resolve_accounts(${channel}, ${[externalId]}::text[])`;
  if (!row) return null;
  return {
    id: row.channel_account_id,
    orgId: row.org_id,
    connectionId: row.connection_id,
    channel,
    externalId,
  };
}

/** The connections behind a carrier's account ids, for what names no number. */
export async function connectionsOf(
  channel: string,
  externalIds: string[],
): Promise<Map<string, { id: string; orgId: string }>> {
  if (externalIds.length === 0) return new Map();
  const rows = await sql()<{ external_id: string; org_id: string; connection_id: string }[]>`
    select * from resolve_connections(${channel}, ${[...new Set(externalIds)]}::text[])`;
  return new Map(rows.map((r) => [r.external_id, { id: r.connection_id, orgId: r.org_id }]));
}

/** A connection with its secrets opened, or null. `id` may be any text from a URL. */
export async function connection(id: string): Promise<Connection | null> {
  globalThis.hiloConnections ??= new Believed();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  return globalThis.hiloConnections.get(id, async () => {
    const [row] = await sql()<{ org_id: string }[]>`select * from resolve_connection(${id})`;
    return row ? read(row.org_id, id) : null;
  });
}

/** How to reach the carrier for a channel account. */
export async function carrierAccount(account: Account): Promise<CarrierAccount | null> {
  const through = await connection(account.connectionId);
  if (!through) return null;
  return {
    baseUrl: baseUrlOf(through.carrier),
    externalId: account.externalId,
    connectionExternalId: through.externalId,
    token: through.token,
  };
}

/** The simulated carrier and the real one differ by this alone. */
export const baseUrlOf = (carrier: "sandbox" | "live"): string =>
  carrier === "sandbox" ? env().SANDBOX_URL : env().WHATSAPP_GRAPH_URL;

export const accountIdsOf = (items: { account: Account | null }[]): string[] => [
  ...new Set(items.flatMap((i) => i.account?.id ?? [])),
];

/** Forgets what was believed, after a change made in this process. */
export function forgetDirectory(): void {
  globalThis.hiloAccounts?.clear();
  globalThis.hiloConnections?.clear();
}

interface Row {
  external_id: string;
  channel: string;
  carrier: "sandbox" | "live";
  token_sealed: string;
  app_secret_sealed: string;
  verify_token_sealed: string;
}

async function read(orgId: string, id: string): Promise<Connection | null> {
  const [row] = await inOrg(
    scopeForCarrier(orgId, id),
    (s) => s.sql<
      Row[]
    >`select external_id, channel, carrier, token_sealed, app_secret_sealed, verify_token_sealed
      from connections where org_id = ${orgId} and id = ${id} and removed_at is null`,
  );
  if (!row) return null;
  return {
    id,
    orgId,
    externalId: row.external_id,
    channel: row.channel,
    carrier: row.carrier,
    token: open(orgId, "token", row.token_sealed),
    appSecret: open(orgId, "app-secret", row.app_secret_sealed),
    verifyToken: open(orgId, "verify-token", row.verify_token_sealed),
  };
}
