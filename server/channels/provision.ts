import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { isLocale } from "@/messages/locales";
import { record } from "@/server/audit/record";
import { newToken, open, seal } from "@/server/crypto";
import { env } from "@/server/env";
import { publish } from "@/server/realtime/publish";
import { sandboxClient } from "@/server/sandbox/client";
import type { BusinessView, NumberView } from "@/server/sandbox/contract";
import type { Scope } from "@/server/scope";
import { starterTemplates } from "./starter-templates";

/** The simulated carrier speaks the Cloud API. */
const channel = "whatsapp";

/** Where a carrier calls an organization's connection. */
export const callbackUrl = (connectionId: string): string =>
  `${env().APP_URL}/api/webhooks/${channel}/${connectionId}`;

/**
 * Gives the organization one more sandbox number, and its connection to the simulated carrier with the first one.
 * Returns the channel account. Throws SandboxError when the simulated carrier is away; repeating it then is safe.
 */
export async function provisionSandboxNumber(
  scope: Scope,
  wish: { name: string | null; color?: string; teamId?: string | null; country?: string },
): Promise<string> {
  const org = await inOrg(scope, readOrganization);
  const business = await openBusiness(scope, org);
  const number = await sandbox().createNumber(business.view.id, {
    country: wish.country ?? "AR",
    verifiedName: org.name,
  });
  return inOrg(scope, (s) =>
    addAccount(s, business.connectionId, number, { ...wish, name: wish.name ?? org.name }),
  );
}

export const sandbox = () => sandboxClient({ url: env().SANDBOX_URL, adminKey: env().SANDBOX_ADMIN_KEY });

/** The simulated carrier knows an organization by this. */
export const sandboxBusiness = (orgId: string): string => `org-${orgId}`;

interface Organization {
  name: string;
  locale: string;
  time_zone: string;
  currency: string;
  clock_offset_ms: string;
  connection_id: string | null;
  verify_token: string | null;
}

async function readOrganization(scope: OrgScope): Promise<Organization> {
  const [org] = await scope.sql<Organization[]>`
    select o.name, o.locale, o.time_zone, o.currency, o.clock_offset_ms, c.id as connection_id, c.verify_token_sealed as verify_token
    from organizations o left join connections c on c.org_id = o.id and c.carrier = 'sandbox' and c.removed_at is null
    where o.id = ${scope.orgId}`;
  if (!org) throw new Error("The scope's organization is gone");
  return org;
}

async function openBusiness(
  scope: Scope,
  org: Organization,
): Promise<{ view: BusinessView; connectionId: string }> {
  const connectionId = org.connection_id ?? newId();
  const verifyToken = org.verify_token ? open(scope.orgId, "verify-token", org.verify_token) : newToken();
  const view = await sandbox().createBusiness({
    id: sandboxBusiness(scope.orgId),
    name: org.name,
    timezone: org.time_zone,
    currency: org.currency,
    clockOffsetMs: Number(org.clock_offset_ms),
    callback: { url: callbackUrl(connectionId), verifyToken },
  });
  if (!org.connection_id) {
    await inOrg(scope, (s) => addConnection(s, connectionId, view, verifyToken));
    for (const template of starterTemplates[isLocale(org.locale) ? org.locale : "es"])
      await sandbox().approveTemplate(view.id, template);
  }
  return { view, connectionId };
}

async function addConnection(
  scope: OrgScope,
  id: string,
  view: BusinessView,
  verifyToken: string,
): Promise<void> {
  await scope.sql`
    insert into connections (id, channel, carrier, external_id, app_id, token_sealed, app_secret_sealed, verify_token_sealed,
      verified_at, subscribed_at)
    values (${id}, ${channel}, 'sandbox', ${view.wabaId}, ${view.appId}, ${seal(scope.orgId, "token", view.accessToken)},
      ${seal(scope.orgId, "app-secret", view.appSecret)}, ${seal(scope.orgId, "verify-token", verifyToken)}, now(), now())`;
  await record(scope, {
    action: "connection.added",
    subject: ["connection", id],
    details: { carrier: "sandbox" },
  });
}

async function addAccount(
  scope: OrgScope,
  connectionId: string,
  number: NumberView,
  wish: { name: string; color?: string; teamId?: string | null },
): Promise<string> {
  const id = newId();
  const health = JSON.stringify({
    status: "CONNECTED",
    displayName: number.verifiedName,
    quality: number.qualityRating,
  });
  await scope.sql`
    insert into channel_accounts (id, connection_id, channel, external_id, address, name, color, team_id, health)
    values (${id}, ${connectionId}, ${channel}, ${number.id}, ${number.displayPhoneNumber}, ${wish.name}, ${wish.color ?? "teal"},
      ${wish.teamId ?? null}, ${health}::text::jsonb)`;
  await record(scope, { action: "number.added", subject: ["number", id], details: { carrier: "sandbox" } });
  await publish(scope, [{ kind: "number", id }]);
  return id;
}
