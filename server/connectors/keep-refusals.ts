import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import type { LiveSource } from "./plan-reading";
import { aloneMs, mostRefusals } from "./rules/breaker";

/** Remembers that a source did not take the request about many: after several in a row it is not made for a while. */
export async function countRefusal(scope: Scope, { id }: LiveSource): Promise<void> {
  await inOrg(
    scope,
    ({ sql, orgId }) => sql`
      update connector_health set many_refusals = many_refusals + 1, many_until = case when many_refusals + 1 >= ${mostRefusals}
        then app_now() + ${aloneMs} * interval '1 millisecond' end
      where org_id = ${orgId} and connector_id = ${id}`,
  );
}

/** It took one. */
export async function forgetRefusals(scope: Scope, { id }: LiveSource): Promise<void> {
  await inOrg(
    scope,
    ({ sql, orgId }) => sql`
      update connector_health set many_refusals = 0, many_until = null where org_id = ${orgId} and connector_id = ${id}`,
  );
}
