import { z } from "zod";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { newToken, open, seal } from "@/server/crypto";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { asked } from "./ask-carrier";
import { baseUrlOf, forgetDirectory } from "./directory";
import { callbackUrl } from "./provision";
import { subscribeConnection } from "./subscribe-connection";
import { type GraphNumber, getNumber } from "./whatsapp/graph";
import { healthOf } from "./whatsapp/health";

const id = z
  .string()
  .trim()
  .regex(/^\d{5,32}$/);

export const connectInput = z.object({
  name: z.string().trim().min(1).max(60),
  color: z.string().max(20).default("teal"),
  teamId: z.uuid().nullish(),
  /** The carrier's ids: of the number, of the account it hangs on, of the app. */
  numberId: id,
  accountId: id,
  appId: id.nullish(),
  token: z.string().trim().min(20).max(1_000),
  appSecret: z.string().trim().min(16).max(200),
});
export type ConnectInput = z.infer<typeof connectInput>;

/**
 * Connects a real number: asks the carrier for it with the token given, keeps the secrets sealed, and subscribes our app, so that
 * the carrier verifies the callback at once. Throws CARRIER_REFUSED with the carrier's code (token, ids), NUMBER_TAKEN,
 * CONFLICT while the organization's clock is moved.
 */
export async function connect(
  scope: MemberScope,
  input: ConnectInput,
  afterConnected: () => Promise<void>,
): Promise<{ numberId: string; callbackUrl: string }> {
  const access = { baseUrl: baseUrlOf("live"), token: input.token };
  await refuseMovedClock(scope);
  const number = await asked(() => getNumber(access, input.numberId));
  const made = await inOrg(scope, (s) => write(s, input, number)).catch(taken);
  forgetDirectory();
  await subscribeConnection(scope, {
    id: made.connectionId,
    accountId: input.accountId,
    access,
    verifyToken: made.verifyToken,
  });
  await afterConnected();
  return { numberId: made.numberId, callbackUrl: callbackUrl(made.connectionId) };
}

/** A real number lives in real time: the organization's clock must be back before it comes. */
async function refuseMovedClock(scope: MemberScope): Promise<void> {
  const [moved] = await inOrg(
    scope,
    (s) => s.sql`select 1 from organizations where id = ${s.orgId} and clock_offset_ms <> 0`,
  );
  if (moved) throw new DomainError("CONFLICT", { reason: "clock" });
}

async function write(s: OrgScope, input: ConnectInput, number: GraphNumber) {
  const { connectionId, verifyToken } = (await renewConnection(s, input)) ?? (await addConnection(s, input));
  const numberId = newId();
  await s.sql`
    insert into channel_accounts (id, connection_id, channel, external_id, address, name, color, team_id, health)
    values (${numberId}, ${connectionId}, 'whatsapp', ${input.numberId}, ${number.display_phone_number ?? input.numberId},
      ${input.name}, ${input.color}, ${input.teamId ?? null}, ${JSON.stringify(healthOf(number, s.now))}::text::jsonb)`;
  await record(s, { action: "number.connected", subject: ["number", numberId], details: { connectionId } });
  await publish(s, [{ kind: "number", id: numberId }]);
  return { connectionId, numberId, verifyToken };
}

/** The carrier calls one address per account: a second number of the same account hangs on the same connection. */
async function renewConnection(s: OrgScope, input: ConnectInput) {
  const [known] = await s.sql<{ id: string; verify_token_sealed: string }[]>`
    update connections set token_sealed = ${seal(s.orgId, "token", input.token)},
      app_secret_sealed = ${seal(s.orgId, "app-secret", input.appSecret)}, app_id = coalesce(${input.appId ?? null}, app_id)
    where org_id = ${s.orgId} and carrier = 'live' and external_id = ${input.accountId} and removed_at is null
    returning id, verify_token_sealed`;
  return (
    known && { connectionId: known.id, verifyToken: open(s.orgId, "verify-token", known.verify_token_sealed) }
  );
}

async function addConnection(s: OrgScope, input: ConnectInput) {
  const [connectionId, verifyToken] = [newId(), newToken()];
  const sealed = (purpose: string, secret: string) => seal(s.orgId, purpose, secret);
  await s.sql`
    insert into connections (id, channel, carrier, external_id, app_id, token_sealed, app_secret_sealed, verify_token_sealed)
    values (${connectionId}, 'whatsapp', 'live', ${input.accountId}, ${input.appId ?? null}, ${sealed("token", input.token)},
      ${sealed("app-secret", input.appSecret)}, ${sealed("verify-token", verifyToken)})`;
  return { connectionId, verifyToken };
}

function taken(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "23505")
    throw new DomainError("NUMBER_TAKEN");
  throw error;
}
