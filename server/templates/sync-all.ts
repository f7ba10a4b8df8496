import { inOrg } from "@/db/org";
import { log } from "@/server/log";
import type { Scope } from "@/server/scope";
import { syncTemplates } from "./sync";

/** Brings the templates of every connection of the organization into step; one that fails does not stop the others. */
export async function syncConnectionTemplates(scope: Scope): Promise<void> {
  const connections = await inOrg(
    scope,
    (s) =>
      s.sql<{ id: string }[]>`select id from connections where org_id = ${s.orgId} and removed_at is null`,
  );
  for (const { id } of connections) {
    await syncTemplates(scope, id).catch((error) =>
      log().warn({ err: error, connectionId: id }, "Templates were not synced"),
    );
  }
}
