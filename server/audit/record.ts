import { newId } from "@/db/id";
import { beforeCommit, type OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";

export interface AuditLine {
  /** `noun.past`, e.g. `conversation.assigned`. */
  action: string;
  subject: [kind: string, id: string | null];
  /** Ids and figures; never what somebody wrote. */
  details?: Record<string, unknown>;
}

interface Row {
  id: string;
  at: string;
  actor_kind: string;
  actor_id: string;
  action: string;
  subject_kind: string;
  subject_id: string | null;
  details: Record<string, unknown>;
}

/** Leaves the audit row of a verb to its own transaction. Every exported write calls it (server/architecture.test.ts). */
export async function record(scope: OrgScope, line: AuditLine): Promise<void> {
  const { actor, now } = scope;
  const [subject_kind, subject_id] = line.subject;
  const { action, details = {} } = line;
  const at = now.toISOString();
  const who = { actor_kind: actor.kind, actor_id: actor.id };
  beforeCommit(scope, write, [{ id: newId(), at, ...who, action, subject_kind, subject_id, details }]);
}

function write(scope: OrgScope, rows: Row[]): Promise<unknown> {
  return scope.sql`
    insert into audit_rows (id, at, actor_kind, actor_id, action, subject_kind, subject_id, details)
    select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, at timestamptz, actor_kind text, actor_id text,
      action text, subject_kind text, subject_id text, details jsonb)`;
}
