import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { objectTypeOrder } from "./schema";

/** Lays the tables of a contact's page in the order given; types that are not named stay where they are. */
export async function orderObjectTypes(
  scope: MemberScope,
  { keys }: z.infer<typeof objectTypeOrder>,
): Promise<void> {
  await inOrg(scope, async (s) => {
    await s.sql`
      update object_types t set position = x.place from unnest(${keys}::text[]) with ordinality x(key, place)
      where t.org_id = ${s.orgId} and t.key = x.key`;
    await record(s, { action: "object-types.ordered", subject: ["object-type", null] });
    await publish(s, [{ kind: "routing", id: null }]);
  });
}
