import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { keyOf } from "../rules/key-of";
import { looseEnd } from "./rules/loose-ends";
import type { newObjectType } from "./schema";

/** Adds what is kept many of per contact, behind the others. Throws CONFLICT when something is called so, INVALID where a column is named that is not there. */
export async function createObjectType(
  scope: MemberScope,
  { singular, plural, columns, actions }: z.infer<typeof newObjectType>,
): Promise<{ key: string }> {
  const loose = looseEnd(columns, actions);
  if (loose) throw new DomainError("INVALID", { what: loose });
  return inOrg(scope, async (s) => {
    const [made] = await s.sql<{ key: string }[]>`
      insert into object_types (key, singular, plural, columns, actions, position, created_at)
      select ${keyOf(singular)}, ${singular}, ${plural}, ${asRow(columns)}::text::jsonb, ${asRow(actions)}::text::jsonb,
        coalesce(max(position), 0) + 1, app_now() from object_types where org_id = ${s.orgId}
      on conflict do nothing returning key`;
    if (!made) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, {
      action: "object-type.created",
      subject: ["object-type", null],
      details: { type: made.key },
    });
    await publish(s, [{ kind: "routing", id: null }]);
    return made;
  });
}
