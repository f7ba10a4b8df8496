import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { MemberScope } from "@/server/scope";
import { atCarrier } from "./at-carrier";
import { sandboxNumber } from "./queries";

/** The customer has the chat open: what the business wrote is read. Returns how many became read. Throws as speak. */
export async function read(
  scope: MemberScope,
  { numberId, customer }: { numberId: string; customer: string },
): Promise<{ read: number }> {
  const phoneId = await sandboxNumber(scope, numberId);
  const done = await atCarrier((carrier) => carrier.read(phoneId, customer));
  if (done.read > 0) {
    const line = {
      action: "sandbox.read",
      subject: ["number", numberId] as [string, string],
      details: { read: done.read },
    };
    await inOrg(scope, (s) => record(s, line));
  }
  return done;
}
