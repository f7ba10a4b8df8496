import { inOrg } from "@/db/org";
import { sandboxBusiness } from "@/server/channels/provision";
import { DomainError } from "@/server/errors";
import { setClock } from "@/server/organizations/set-clock";
import type { MemberScope } from "@/server/scope";
import { atCarrier } from "./at-carrier";
import { moveRefusal } from "./sandbox-clock";

/**
 * Moves the organization's clock and the simulated carrier's together, so that windows, prices and statuses agree.
 * Throws CONFLICT for an organization with a real number, CARRIER_UNREACHABLE with nothing changed.
 */
export async function moveClock(
  scope: MemberScope,
  { offsetMs }: { offsetMs: number },
  afterMoved: () => Promise<void>,
): Promise<void> {
  const { refusal } = await inOrg(scope, moveRefusal);
  if (refusal) throw new DomainError("CONFLICT", { reason: refusal });
  await atCarrier((carrier) => carrier.setClock(sandboxBusiness(scope.orgId), offsetMs));
  await setClock(scope, { offsetMs });
  await afterMoved();
}
