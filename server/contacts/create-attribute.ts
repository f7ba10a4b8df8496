import type { z } from "zod";
import { inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { keyOf } from "./rules/key-of";
import type { newAttribute } from "./schema";

/** Adds what is kept of every contact. Throws CONFLICT when something is called so, archived or not. */
export async function createAttribute(
  scope: MemberScope,
  { label, type, choices, currency, sensitive = false, place = "more" }: z.infer<typeof newAttribute>,
): Promise<{ key: string }> {
  return inOrg(scope, async (s) => {
    const [made] = await s.sql<{ key: string }[]>`
      insert into attribute_definitions (key, label, type, choices, currency, sensitive, place, position, created_at)
      select ${keyOf(label)}, ${label}, ${type}, ${asRow(type === "choice" ? choices : [])}::text::jsonb,
        ${type === "money" ? (currency ?? null) : null}, ${sensitive}, ${place}, coalesce(max(position), 0) + 1, app_now()
      from attribute_definitions where org_id = ${s.orgId}
      on conflict do nothing returning key`;
    if (!made) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "attribute.created", subject: ["attribute", null], details: { type } });
    await publish(s, [{ kind: "routing", id: null }]);
    return made;
  });
}
