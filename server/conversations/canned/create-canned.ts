import type { z } from "zod";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import { demand, type MemberScope } from "@/server/scope";
import { mostCanned, type newCanned } from "./schema";

/**
 * Keeps a canned reply, one's own or everybody's. Throws FORBIDDEN to share without the right, and CONFLICT where the shortcut
 * is taken in that language ("shortcut") or there are too many ("count").
 */
export async function createCanned(
  scope: MemberScope,
  input: z.infer<typeof newCanned>,
): Promise<{ cannedId: string }> {
  if (input.shared) demand(scope, "canned:share");
  const ownerId = input.shared ? null : scope.actor.id;
  return inOrg(scope, async (s) => {
    const [kept] = await s.sql<{ id: string | null; too_many: boolean }[]>`
      with held as (
        select count(*) >= ${mostCanned} as too_many from canned_replies
        where org_id = ${s.orgId} and owner_id is not distinct from ${ownerId}::uuid
      ), added as (
        insert into canned_replies (id, owner_id, shortcut, body, language, folder)
        select ${newId()}::uuid, ${ownerId}::uuid, ${input.shortcut}, ${input.body}, ${input.language}, ${input.folder ?? null}
        from held where not too_many on conflict do nothing returning id
      )
      select (select id from added) as id, too_many from held`;
    if (!kept?.id) throw new DomainError("CONFLICT", { what: kept?.too_many ? "count" : "shortcut" });
    await record(s, {
      action: "canned.created",
      subject: ["canned", kept.id],
      details: { shared: input.shared },
    });
    await publish(s, [{ kind: "canned", id: kept.id }]);
    return { cannedId: kept.id };
  });
}
