import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll } from "vitest";
import { loadBulk } from "@/db/bulk/load";
import { inOrg } from "@/db/org";
import { sealAudit } from "@/server/audit/seal";
import { startCarrier } from "@/server/sandbox/server";
import { type MemberScope, type Scope, scopeForNewMember, scopeForSystem } from "@/server/scope";
import type { TestDatabase } from "./database";
import { withDatabase } from "./environment";

/** An organization with 20,000 conversations, and what of it tests ask for. */
export interface LoadedOrganization {
  database: TestDatabase;
  system: Scope;
  owner: MemberScope;
  agent: MemberScope;
  /** Open, within its window, in a team, nobody's. */
  open: { id: string; account: string; contact: string; team: string };
  /** The conversation with the most messages. */
  longest: string;
  /** Some of what was handed to the carrier. */
  sent: { provider_id: string; account: string }[];
}

/** Loads it into a database of the test file's own; filled once `beforeAll` ran. Some ten seconds. */
export function withLoadedOrganization(): LoadedOrganization {
  const holder = {} as LoadedOrganization;
  const carrier = startedCarrier();
  const database = withDatabase(carrier.environment);
  beforeAll(async () => {
    const { orgId } = await loadBulk({ conversations: 20_000, contacts: 16_000, messagesPer: 5, seed: 1 });
    const system = await scopeForSystem(orgId, "test");
    await fillTraces(system, database.current);
    const [owner, agent] = await Promise.all([member(system, "owner"), member(system, "agent")]);
    Object.assign(holder, { database: database.current, system, owner, agent }, await picked(system));
  }, 180_000);
  afterAll(carrier.close);
  return holder;
}

/** The simulated carrier, whose webhooks are taken and forgotten. */
function startedCarrier() {
  const door = createServer((request, response) => request.resume().on("end", () => response.end()));
  let carrier: Awaited<ReturnType<typeof startCarrier>> | undefined;
  return {
    environment: async () => {
      await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
      const dataDir = mkdtempSync(path.join(tmpdir(), "hilo-carrier-"));
      carrier = await startCarrier({ port: 0, dataDir, adminKey: "key" });
      const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
      return { SANDBOX_URL: carrier.url, SANDBOX_ADMIN_KEY: "key", APP_URL: appUrl };
    },
    close: async () => {
      await carrier?.close();
      door.closeAllConnections();
      door.close();
    },
  };
}

/** What a busy day leaves, which the loaded organization lacks. */
async function fillTraces(system: Scope, database: TestDatabase): Promise<void> {
  await inOrg(system, async ({ sql }) => {
    // Of those that we answered last some are put off, and some are back.
    await sql`
      update conversations set snoozed_until = now() + interval '1 day' + unread * interval '1 minute' where id in (
        select id from conversations where state = 'open' order by md5(id::text) limit 400)`;
    await sql`
      update conversations set woken_at = last_message_at where id in (
        select id from conversations where state = 'open' and awaiting_since is null and snoozed_until is null order by id limit 300)`;
    await sql`insert into changes (kind, ref_id) select 'conversation', id from conversations`;
    // A few are due; the rest is not before the tests end, however slow the machine: of what is all due, all would be read.
    await sql`
      insert into early_statuses (channel_account_id, provider_id, state, status, received_at)
      select channel_account_id, 'early ' || id, 'sent', '{}',
        now() + case when row_number() over (order by id) <= 20 then interval '-2 minutes' else interval '2 hours' end
      from conversations`;
    await sql`
      insert into reactions (channel_account_id, target_provider_id, by, emoji, occurred_at)
      select channel_account_id, provider_id, 'customer', '👍', occurred_at from messages where provider_id is not null`;
    await sql`
      insert into audit_rows (id, at, actor_kind, action, subject_kind, subject_id)
      select gen_random_uuid(), now(), 'system', 'conversation.opened', 'conversation', id from conversations`;
  });
  await sealAudit(system);
  const owner = postgres(database.ownerUrl, { max: 1 });
  await owner`analyze`;
  await owner.end();
}

async function member(system: Scope, role: "owner" | "agent"): Promise<MemberScope> {
  const [row] = await inOrg(
    system,
    (s) => s.sql<{ id: string; slug: string }[]>`
      select m.id, o.slug from members m join organizations o on o.id = m.org_id
      where m.org_id = ${s.orgId} and m.role = ${role} order by m.name limit 1`,
  );
  return scopeForNewMember(system.orgId, row?.id ?? "", row?.slug ?? "");
}

async function picked(system: Scope): Promise<Pick<LoadedOrganization, "open" | "longest" | "sent">> {
  return inOrg(system, async ({ sql, orgId }) => {
    const [open] = await sql<LoadedOrganization["open"][]>`
      select id, channel_account_id as account, contact_id as contact, team_id as team from conversations
      where org_id = ${orgId} and state = 'open' and team_id is not null and assignee_id is null
        and window_expires_at > app_now() + interval '1 hour' limit 1`;
    const [long] = await sql<{ id: string }[]>`
      select id from conversations where org_id = ${orgId} order by last_seq desc limit 1`;
    const sent = await sql<LoadedOrganization["sent"]>`
      select provider_id, channel_account_id as account from deliveries where org_id = ${orgId} and state = 'sent' limit 20`;
    if (!open || !long) throw new Error("Nothing was loaded");
    return { open, longest: long.id, sent: [...sent] };
  });
}
