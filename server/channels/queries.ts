import { inOrg, type OrgScope } from "@/db/org";
import { open } from "@/server/crypto";
import { DomainError } from "@/server/errors";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import type { Capabilities, ChannelAdapter } from "./adapter";
import { callbackUrl } from "./provision";
import { adapterFor } from "./registry";
import { type Link, linksOf } from "./rules/links";
import type { AccountHealth, AccountSettings } from "./schema";

export interface NumberSummary {
  id: string;
  name: string;
  color: string;
  address: string;
  channel: string;
  carrier: "sandbox" | "live";
  team: { id: string; name: string } | null;
  /** How its conversations find somebody. */
  assignment: NonNullable<AccountSettings["assignment"]>;
  health: AccountHealth;
  links: Link[];
}

export interface NumberDetail extends NumberSummary {
  settings: AccountSettings;
  lastWebhookAt: Date | null;
  /** `key` names its text in messages/<locale>/carrier.json. */
  lastError: (Trouble & { key: ReturnType<ChannelAdapter["explain"]>["key"] }) | null;
  /** For who may change it: what to enter at the carrier. */
  callback: { url: string; verifyToken: string } | null;
  capabilities: { windowHours: number | null; textLength: number };
}

interface Trouble {
  code: string;
  detail: string;
  at: string;
}

interface Row {
  id: string;
  name: string;
  color: string;
  address: string;
  channel: string;
  carrier: "sandbox" | "live";
  team: NumberSummary["team"];
  health: AccountHealth;
  settings: AccountSettings;
  connection_id: string;
  verify_token_sealed: string;
  verified_at: string | null;
  subscribed_at: string | null;
  last_webhook_at: string | null;
  last_error: Trouble | null;
}

/** The organization's numbers with the state of each, by name. */
export async function listNumbers(scope: MemberScope): Promise<NumberSummary[]> {
  const rows = await inOrg(scope, (s) => read(s));
  return rows.map(summaryOf);
}

/** One number with its settings and its health. Throws NOT_FOUND. */
export async function readNumber(scope: MemberScope, id: string): Promise<NumberDetail> {
  const row = (await inOrg(scope, (s) => read(s))).find((r) => r.id === id);
  if (!row) throw new DomainError("NOT_FOUND");
  const adapter = adapterFor(row.channel);
  const { windowHours, textLength } = adapter.capabilities;
  return {
    ...summaryOf(row),
    settings: row.settings,
    lastWebhookAt: row.last_webhook_at ? new Date(row.last_webhook_at) : null,
    lastError: row.last_error && { ...row.last_error, key: adapter.explain(row.last_error.code).key },
    callback: allows(scope.actor.role, "numbers:update")
      ? {
          url: callbackUrl(row.connection_id),
          verifyToken: open(scope.orgId, "verify-token", row.verify_token_sealed),
        }
      : null,
    capabilities: { windowHours, textLength },
  };
}

/** What the channel of a number takes: the composer counts with it. Throws NOT_FOUND. */
export async function capabilitiesOf(scope: MemberScope, id: string): Promise<Capabilities> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ channel: string }[]>`
      select channel from channel_accounts where org_id = ${orgId} and id = ${id} and active`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return adapterFor(row.channel).capabilities;
}

function read({ sql, orgId }: OrgScope) {
  return sql<Row[]>`
    select a.id, a.name, a.color, a.address, a.channel, c.carrier, a.health, a.settings, a.connection_id, c.verify_token_sealed,
      c.verified_at, c.subscribed_at, a.last_webhook_at, c.last_error,
      case when t.id is not null then jsonb_build_object('id', t.id, 'name', t.name) end as team
    from channel_accounts a join connections c on c.org_id = a.org_id and c.id = a.connection_id
      left join teams t on t.org_id = a.org_id and t.id = a.team_id
    where a.org_id = ${orgId} and a.active order by a.name, a.id`;
}

function summaryOf(row: Row): NumberSummary {
  const { id, name, color, address, channel, carrier, team, health } = row;
  const links = linksOf({
    verified: row.verified_at !== null,
    subscribed: row.subscribed_at !== null,
    heard: row.last_webhook_at !== null,
    status: health.status ?? null,
    error: row.last_error?.code ?? null,
  });
  const assignment = row.settings.assignment ?? "pool";
  return { id, name, color, address, channel, carrier, team, assignment, health, links };
}
