import { sql } from "@/db/client";
import { inOrg } from "@/db/org";
import { open } from "@/server/crypto";
import { env } from "@/server/env";
import { scopeForCarrier } from "@/server/scope";
import type { CarrierAccount } from "./adapter";

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

/** How long an answer is believed, in ms: a changed secret or a moved number acts within this time in every process. */
const believed = 5_000;

interface Remembered<T> {
  value: T;
  until: number;
}

declare global {
  var hiloAccounts: Map<string, Remembered<Account>> | undefined;
  var hiloConnections: Map<string, Remembered<Connection>> | undefined;
}

/** The channel accounts behind a carrier's ids; unknown ones are absent, and asked for again each time. */
export async function accountsOf(channel: string, externalIds: string[]): Promise<Map<string, Account>> {
  globalThis.hiloAccounts ??= new Map();
  const memory = globalThis.hiloAccounts;
  const now = Date.now();
  const found = new Map<string, Account>();
  const missing = new Set<string>();
  for (const id of externalIds) {
    const hit = memory.get(`${channel}:${id}`);
    if (hit && hit.until > now) found.set(id, hit.value);
    else missing.add(id);
  }
  if (missing.size === 0) return found;
  const rows = await sql()<
    { external_id: string; org_id: string; channel_account_id: string; connection_id: string }[]
  >`
    select * from resolve_accounts(${channel}, ${[...missing]}::text[])`;
  for (const r of rows) {
    const value = {
      id: r.channel_account_id,
      orgId: r.org_id,
      connectionId: r.connection_id,
      channel,
      externalId: r.external_id,
    };
    memory.set(`${channel}:${r.external_id}`, { value, until: now + believed });
    found.set(r.external_id, value);
  }
  return found;
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
  globalThis.hiloConnections ??= new Map();
  const hit = globalThis.hiloConnections.get(id);
  if (hit && hit.until > Date.now()) return hit.value;
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const [row] = await sql()<{ org_id: string }[]>`select * from resolve_connection(${id})`;
  const value = row ? await read(row.org_id, id) : null;
  if (value) globalThis.hiloConnections.set(id, { value, until: Date.now() + believed });
  return value;
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
