import { afterCommit, type OrgScope } from "@/db/org";
import { changes } from "@/db/schema/traces";
import { flushSoon } from "./outbox";

export interface Change {
  kind: "conversation" | "contact" | "number" | "template" | "member" | "costs" | "parked";
  id: string | null;
}

/**
 * Says that something changed: a row in the change feed, in this transaction, and after commit a hint to the open browsers.
 * Ids only: clients fetch again what is on screen.
 */
export async function publish(scope: OrgScope, list: Change[]): Promise<void> {
  if (list.length === 0) return;
  await scope.db.insert(changes).values(list.map((c) => ({ kind: c.kind, refId: c.id })));
  afterCommit(scope, () => flushSoon(scope.orgId, list));
}
