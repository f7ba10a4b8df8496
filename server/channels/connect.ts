import { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { newToken, seal } from "@/server/crypto";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { CarrierError } from "./carrier-error";
import { baseUrlOf, forgetDirectory } from "./directory";
import { callbackUrl } from "./provision";
import { recordTrouble } from "./record-health";
import { type GraphNumber, getNumber, subscribe } from "./whatsapp/graph";
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
 * the carrier verifies the callback at once. Throws CARRIER_REFUSED with the carrier's code (token, ids), NUMBER_TAKEN.
 */
export async function connect(
  scope: MemberScope,
  input: ConnectInput,
): Promise<{ numberId: string; callbackUrl: string }> {
  const access = { baseUrl: baseUrlOf("live"), token: input.token };
  const number = await asked(() => getNumber(access, input.numberId));
  const verifyToken = newToken();
  const made = await inOrg(scope, (s) => write(s, input, number, verifyToken)).catch(taken);
  forgetDirectory();
  await subscribeTo(scope, made.connectionId, () =>
    subscribe(access, input.accountId, { url: callbackUrl(made.connectionId), verifyToken }),
  );
  return { numberId: made.numberId, callbackUrl: callbackUrl(made.connectionId) };
}

async function write(s: OrgScope, input: ConnectInput, number: GraphNumber, verifyToken: string) {
  const [connectionId, numberId] = [newId(), newId()];
  const sealed = (purpose: string, secret: string) => seal(s.orgId, purpose, secret);
  await s.sql`
    insert into connections (id, channel, carrier, external_id, app_id, token_sealed, app_secret_sealed, verify_token_sealed)
    values (${connectionId}, 'whatsapp', 'live', ${input.accountId}, ${input.appId ?? null}, ${sealed("token", input.token)},
      ${sealed("app-secret", input.appSecret)}, ${sealed("verify-token", verifyToken)})`;
  await s.sql`
    insert into channel_accounts (id, connection_id, channel, external_id, address, name, color, team_id, health)
    values (${numberId}, ${connectionId}, 'whatsapp', ${input.numberId}, ${number.display_phone_number ?? input.numberId},
      ${input.name}, ${input.color}, ${input.teamId ?? null}, ${JSON.stringify(healthOf(number, s.now))}::text::jsonb)`;
  await record(s, { action: "number.connected", subject: ["number", numberId], details: { connectionId } });
  await publish(s, [{ kind: "number", id: numberId }]);
  return { connectionId, numberId };
}

/** The number is kept even when subscribing fails: the page says which link is broken, and it can be tried again. */
async function subscribeTo(
  scope: MemberScope,
  connectionId: string,
  call: () => Promise<void>,
): Promise<void> {
  try {
    await call();
    await inOrg(scope, async (s) => {
      await s.sql`update connections set subscribed_at = now(), last_error = null where org_id = ${s.orgId} and id = ${connectionId}`;
      await record(s, { action: "connection.subscribed", subject: ["connection", connectionId] });
      afterCommit(s, forgetDirectory);
    });
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const { code, message } = error;
    await inOrg(scope, (s) => recordTrouble(s, connectionId, code, message));
  }
}

async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const unreachable = error.cls === "unreachable" || error.cls === "unanswered";
    throw new DomainError(
      unreachable ? "CARRIER_UNREACHABLE" : "CARRIER_REFUSED",
      { code: error.code },
      { cause: error },
    );
  }
}

function taken(error: unknown): never {
  if (error instanceof Error && "code" in error && error.code === "23505")
    throw new DomainError("NUMBER_TAKEN");
  throw error;
}
