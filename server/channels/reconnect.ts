import { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { seal } from "@/server/crypto";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { asked } from "./ask-carrier";
import { baseUrlOf, connection, forgetDirectory } from "./directory";
import { subscribeConnection } from "./subscribe-connection";
import { getNumber } from "./whatsapp/graph";

export const reconnectInput = z.object({
  numberId: z.uuid(),
  /** Absent: the one that we have. */
  token: z.string().trim().min(20).max(1_000).optional(),
  appSecret: z.string().trim().min(16).max(200).optional(),
});

/**
 * Mends the connection of a real number: takes a new token or app secret, once the carrier accepts it, and subscribes again.
 * Throws NOT_FOUND, CARRIER_REFUSED with the carrier's code, CARRIER_UNREACHABLE.
 */
export async function reconnect(scope: MemberScope, input: z.infer<typeof reconnectInput>): Promise<void> {
  const number = await realNumber(scope, input.numberId);
  const known = await connection(number.connection_id);
  if (!known) throw new DomainError("NOT_FOUND");
  const access = { baseUrl: baseUrlOf("live"), token: input.token ?? known.token };
  await asked(() => getNumber(access, number.external_id));
  await keep(scope, known.id, input);
  forgetDirectory();
  const { id, externalId: accountId, verifyToken } = known;
  await subscribeConnection(scope, { id, accountId, access, verifyToken });
}

async function realNumber(scope: MemberScope, numberId: string) {
  const [row] = await inOrg(
    scope,
    (s) => s.sql<{ connection_id: string; external_id: string }[]>`
      select a.connection_id, a.external_id
      from channel_accounts a join connections c on c.org_id = a.org_id and c.id = a.connection_id
      where a.org_id = ${s.orgId} and a.id = ${numberId} and a.active and c.carrier = 'live' and c.removed_at is null`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

async function keep(
  scope: MemberScope,
  connectionId: string,
  { token, appSecret }: { token?: string | undefined; appSecret?: string | undefined },
): Promise<void> {
  const sealed = (purpose: string, secret: string | undefined) =>
    secret === undefined ? null : seal(scope.orgId, purpose, secret);
  await inOrg(scope, async (s) => {
    await s.sql`
      update connections set token_sealed = coalesce(${sealed("token", token)}, token_sealed),
        app_secret_sealed = coalesce(${sealed("app-secret", appSecret)}, app_secret_sealed)
      where org_id = ${s.orgId} and id = ${connectionId}`;
    await record(s, {
      action: "connection.renewed",
      subject: ["connection", connectionId],
      details: { token: token !== undefined, appSecret: appSecret !== undefined },
    });
  });
}
