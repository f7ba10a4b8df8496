import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";

export interface AuditLine {
  /** `noun.past`, e.g. `conversation.assigned`. */
  action: string;
  subject: [kind: string, id: string | null];
  /** Ids and figures; never what somebody wrote. */
  details?: Record<string, unknown>;
}

/** Writes the audit row of a verb into its own transaction. Every exported write calls it (server/architecture.test.ts). */
export async function record(scope: OrgScope, line: AuditLine): Promise<void> {
  const { actor, now } = scope;
  const [subjectKind, subjectId] = line.subject;
  await scope.sql`
    insert into audit_rows (id, at, actor_kind, actor_id, action, subject_kind, subject_id, details)
    values (${newId()}, ${now.toISOString()}, ${actor.kind}, ${actor.id}, ${line.action}, ${subjectKind}, ${subjectId},
      ${asRow(line.details ?? {})}::text::jsonb)`;
}
