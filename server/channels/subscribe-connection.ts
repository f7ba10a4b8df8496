import { afterCommit, inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { CarrierError } from "./carrier-error";
import { forgetDirectory } from "./directory";
import { callbackUrl } from "./provision";
import { recordTrouble } from "./record-health";
import { subscribe } from "./whatsapp/graph";
import type { GraphAccess } from "./whatsapp/graph-call";

/**
 * Subscribes our app to a connection's account, which makes the carrier verify the callback at once. A refusal is kept as the
 * connection's last trouble: the number stays, its page says which link is broken, and it can be tried again.
 */
export async function subscribeConnection(
  scope: MemberScope,
  to: { id: string; accountId: string; access: GraphAccess; verifyToken: string },
): Promise<void> {
  try {
    await subscribe(to.access, to.accountId, { url: callbackUrl(to.id), verifyToken: to.verifyToken });
    await inOrg(scope, async (s) => {
      await s.sql`update connections set subscribed_at = now(), last_error = null where org_id = ${s.orgId} and id = ${to.id}`;
      await record(s, { action: "connection.subscribed", subject: ["connection", to.id] });
      await publish(s, [{ kind: "number", id: null }]);
      afterCommit(s, forgetDirectory);
    });
  } catch (error) {
    if (!(error instanceof CarrierError)) throw error;
    const { code, message } = error;
    await inOrg(scope, (s) => recordTrouble(s, to.id, code, message));
  }
}
