import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { CustomerView } from "@/server/sandbox/contract";
import type { MemberScope } from "@/server/scope";
import { atCarrier } from "./at-carrier";
import { sandboxNumber } from "./queries";
import type { ActInput } from "./schema";

/** What a customer does besides writing: stops marketing, changes number or id. Returns who they are now. Throws as speak. */
export async function act(
  scope: MemberScope,
  { numberId, customer, act: done }: ActInput,
): Promise<CustomerView> {
  const phoneId = await sandboxNumber(scope, numberId);
  const { customer: person } = await atCarrier((carrier) => carrier.act(phoneId, customer, done));
  await inOrg(scope, (s) =>
    record(s, { action: "sandbox.acted", subject: ["number", numberId], details: { type: done.type } }),
  );
  return person;
}
