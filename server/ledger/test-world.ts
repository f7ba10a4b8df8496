import { vi } from "vitest";
import { closeSql, connect } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg, type OrgScope, platform } from "@/db/org";
import { asRows } from "@/db/rows";
import { type OrgId, type Scope, scopeForSystem } from "@/server/scope";
import { type TestDatabase, testDatabase } from "@/server/testing/database";
import { foldCosts } from "./fold-costs";
import { recordCharges, reverseCharges } from "./record-charges";
import { recordUsage, type UsageInput } from "./record-usage";

export interface World {
  database: TestDatabase;
  close(): Promise<void>;
}

/** A database of this test file, with the product's pool on it. */
export async function openWorld(): Promise<World> {
  const database = await testDatabase();
  globalThis.hiloSql = connect(database.url, true, 5);
  // The product's pool has drizzle on it, which takes dates over from the driver.
  platform();
  const close = async () => {
    await closeSql();
    await database.drop();
  };
  return { database, close };
}

export interface Tenant {
  scope: Scope;
  accounts: string[];
  contactId: string;
  conversationId: string;
  identityId: string;
}

const now = "2026-11-20T15:00:00Z";

/** An organization with two numbers, one customer in a country, one conversation. */
export async function makeTenant(
  over: { timeZone?: string; phone?: string; country?: string } = {},
): Promise<Tenant> {
  const { timeZone = "America/Argentina/Buenos_Aires", phone = "5491150001234", country = "AR" } = over;
  const orgId = newId() as OrgId;
  const [contactId, identityId, conversationId, connectionId] = [newId(), newId(), newId(), newId()];
  const accounts = [newId(), newId()];
  await inOrg({ orgId, actor: { kind: "system", id: "test" }, now: new Date(now) }, async ({ sql }) => {
    await sql`insert into organizations (id, slug, name, time_zone) values (${orgId}, ${orgId}, 'Acme', ${timeZone})`;
    await sql`insert into connections (id, channel, carrier, external_id, token_sealed, app_secret_sealed, verify_token_sealed)
      values (${connectionId}, (select channel from rate_cards limit 1), 'sandbox', ${connectionId}, '', '', '')`;
    await sql`insert into channel_accounts (id, connection_id, channel, external_id, address, name)
      select a, id, channel, a::text, a::text, a::text from connections, unnest(${accounts}::uuid[]) a`;
    await sql`insert into contacts (id, name, country) values (${contactId}, 'Ana', ${country})`;
    await sql`insert into identities (id, contact_id, kind, value, address) values (${identityId}, ${contactId}, 'phone', ${phone}, ${phone})`;
    await sql`insert into conversations (id, channel_account_id, contact_id, identity_id, opened_at, last_message_at)
      values (${conversationId}, ${accounts[0] ?? null}, ${contactId}, ${identityId}, ${now}, ${now})`;
  });
  return { scope: await scopeForSystem(orgId, "test"), accounts, contactId, identityId, conversationId };
}

export interface Said {
  kind: UsageInput["kind"];
  at: string;
  account?: number;
  category?: string | null;
  origin?: UsageInput["origin"];
}

/** The rows of messages, and what recordUsage() wants to know of each. */
export async function sayAll(
  scope: OrgScope,
  tenant: Tenant,
  said: Said[],
  firstSeq = 1,
): Promise<UsageInput[]> {
  const inputs = said.map((one): UsageInput & { account: string } => {
    const { kind, category = kind === "MT" ? "service" : kind === "HSM" ? "utility" : null } = one;
    return {
      kind,
      messageId: newId(),
      account: tenant.accounts[one.account ?? 0] ?? "",
      memberId: null,
      campaignId: null,
      origin: one.origin ?? (kind === "MO" ? "customer" : "agent"),
      category,
      occurredAt: new Date(one.at),
    };
  });
  await scope.sql`
    insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind,
      content, occurred_at, recorded_at)
    select "messageId", ${tenant.conversationId}::uuid, ${firstSeq}::int + row_number() over ()::int, account,
      ${tenant.contactId}::uuid, ${tenant.identityId}::uuid, case kind when 'MO' then 'in' else 'out' end, origin, 'text',
      '{"type":"text","body":"Hola"}', "occurredAt", "occurredAt"
    from jsonb_to_recordset(${asRows(inputs)}::text::jsonb) as x("messageId" uuid, account uuid,
      kind text, origin text, "occurredAt" timestamptz)`;
  return inputs;
}

export interface Happened extends Said {
  priced: "regular" | "free_customer_service" | "free_entry_point" | null;
  as: string;
  failed: boolean;
}

let seq = 1;
/** Writes the messages, their prices and their failures, as the verbs that apply them do. */
export async function happen(tenant: Tenant, list: Happened[]): Promise<void> {
  await inOrg(tenant.scope, async (scope) => {
    const inputs = await sayAll(scope, tenant, list, seq);
    seq += list.length;
    await recordUsage(scope, inputs);
    const charges = inputs.flatMap(({ messageId, occurredAt }, n) => {
      const { priced, as } = list[n] ?? {};
      return priced && as ? [{ messageId, pricing: { type: priced, category: as }, occurredAt }] : [];
    });
    await recordCharges(scope, charges);
    const failed = inputs.filter((_, n) => list[n]?.failed);
    await reverseCharges(
      scope,
      failed.map((f) => f.messageId),
      "failed",
    );
  });
}

/**
 * Folds until nothing is left. Transactions are numbered for the whole server: one that is open in the database of another
 * test file holds back what may be folded here.
 */
export async function foldAll(scope: Scope): Promise<void> {
  await vi.waitFor(
    async () => {
      await foldCosts(scope);
      const left = await inOrg(
        scope,
        ({ sql }) => sql`
          select 1 from cost_folds f where exists (select 1 from usage_events e where e.xid >= f.xid)
            or exists (select 1 from charges c where c.xid >= f.xid)`,
      );
      if (left.length > 0) throw new Error("Not everything is folded yet");
    },
    { timeout: 15_000, interval: 20 },
  );
}
