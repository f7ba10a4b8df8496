import { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { Scope } from "@/server/scope";
import { CarrierError } from "./carrier-error";
import { carrierAccount } from "./directory";
import { endTrouble, recordHealth, recordTrouble } from "./record-health";
import { getNumber } from "./whatsapp/graph";
import { healthOf } from "./whatsapp/health";

export const numberInput = z.object({ numberId: z.uuid() });

/** Asks the carrier how a number is; what it refuses becomes the connection's last trouble. Throws NOT_FOUND. */
export async function refreshHealth(scope: Scope, { numberId }: z.infer<typeof numberInput>): Promise<void> {
  const [row] = await inOrg(
    scope,
    (s) => s.sql<{ connection_id: string; channel: string; external_id: string }[]>`
      select connection_id, channel, external_id from channel_accounts where org_id = ${s.orgId} and id = ${numberId}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  const { connection_id: connectionId, channel, external_id: externalId } = row;
  const account = await carrierAccount({
    id: numberId,
    orgId: scope.orgId,
    connectionId,
    channel,
    externalId,
  });
  if (!account) throw new DomainError("NOT_FOUND");
  try {
    const health = healthOf(await getNumber(account, externalId), scope.now);
    await inOrg(scope, async (s) => {
      await recordHealth(s, { accountId: numberId, connectionId, health, at: scope.now });
      await endTrouble(s, connectionId);
    });
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const { code, message } = error;
    await inOrg(scope, (s) => recordTrouble(s, connectionId, code, message));
  }
}
