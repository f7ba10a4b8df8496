import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import { scopeForCarrier } from "@/server/scope";
import { connection } from "./directory";

/** The carrier asked for the challenge and got it: the callback is known to be ours. */
export async function markVerified(connectionId: string): Promise<void> {
  const known = await connection(connectionId);
  if (!known) return;
  await inOrg(scopeForCarrier(known.orgId, connectionId), async (s) => {
    await s.sql`update connections set verified_at = now() where org_id = ${s.orgId} and id = ${connectionId}`;
    await record(s, { action: "connection.verified", subject: ["connection", connectionId] });
    await publish(s, [{ kind: "number", id: null }]);
  });
}
