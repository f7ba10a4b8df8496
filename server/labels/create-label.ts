import type { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { newLabel } from "./schema";

/** Makes a label; the name of an archived one brings that one back. Throws CONFLICT when a label has the name. */
export async function createLabel(
  scope: MemberScope,
  { name, color }: z.infer<typeof newLabel>,
): Promise<{ labelId: string }> {
  return inOrg(scope, async (s) => {
    const [label] = await s.sql<{ id: string }[]>`
      insert into labels as l (id, name, color) values (${newId()}, ${name}, ${color})
      on conflict (org_id, lower(name)) do update set archived_at = null, name = excluded.name, color = excluded.color
        where l.archived_at is not null returning id`;
    if (!label) throw new DomainError("CONFLICT", { what: "name" });
    await record(s, { action: "label.created", subject: ["label", label.id] });
    await publish(s, [{ kind: "label", id: label.id }]);
    return { labelId: label.id };
  });
}
