import { afterCommit, type OrgScope } from "@/db/org";
import { flushSoon } from "./outbox";

export interface Change {
  kind: "conversation" | "contact" | "number" | "template" | "member" | "costs" | "parked";
  id: string | null;
  /** Of a conversation, where the writer knows: who may hear of it. Else it is asked for before the hint leaves. */
  holder?: Holder;
}

export interface Holder {
  teamId: string | null;
  assigneeId: string | null;
}

/**
 * Says that something changed: a row in the change feed, in this transaction, and after commit a hint to the open browsers.
 * Ids only: clients fetch again what is on screen.
 */
export async function publish(scope: OrgScope, list: Change[]): Promise<void> {
  if (list.length === 0) return;
  await scope.sql`
    insert into changes (kind, ref_id)
    select * from unnest(${list.map((c) => c.kind)}::text[], ${list.map((c) => c.id)}::uuid[])`;
  afterCommit(scope, () => flushSoon(scope.orgId, list));
}
