import { afterCommit, beforeCommit, type OrgScope } from "@/db/org";
import { flushSoon } from "./outbox";

export interface Change {
  kind:
    | "conversation"
    | "contact"
    | "number"
    | "template"
    | "member"
    | "label"
    | "costs"
    | "parked"
    | "canned"
    | "connector"
    | "view"
    | "draft"
    | "mention"
    | "scheduled"
    | "routing"
    | "task"
    | "campaign";
  /** Of a draft, a mention or a held schedule: the member whose it is, who alone gets the hint. */
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
  beforeCommit(scope, write, list);
  afterCommit(scope, () => flushSoon(scope.orgId, list));
}

function write(scope: OrgScope, list: Change[]): Promise<unknown> {
  const rows = [...new Map(list.map((c) => [`${c.kind}:${c.id}`, c])).values()];
  return scope.sql`
    insert into changes (kind, ref_id)
    select * from unnest(${rows.map((c) => c.kind)}::text[], ${rows.map((c) => c.id)}::uuid[])`;
}
