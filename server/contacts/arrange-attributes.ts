import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { attributeLayout } from "./schema";

/** Says where a contact's page shows which fields, and in which order; those that are not named stay where they are. */
export async function arrangeAttributes(
  scope: MemberScope,
  { layout }: z.infer<typeof attributeLayout>,
): Promise<void> {
  const rows = layout.map((one, position) => ({ ...one, position }));
  await inOrg(scope, async (s) => {
    await s.sql`
      update attribute_definitions d set place = x.place, position = x.position
      from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(key text, place text, position int)
      where d.org_id = ${s.orgId} and d.key = x.key`;
    await record(s, { action: "attributes.arranged", subject: ["attribute", null] });
    await publish(s, [{ kind: "routing", id: null }]);
  });
}
