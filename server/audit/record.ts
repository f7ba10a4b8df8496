import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { auditRows } from "@/db/schema/traces";

export interface AuditLine {
  /** `noun.past`, e.g. `conversation.assigned`. */
  action: string;
  subject: [kind: string, id: string | null];
  /** Ids and figures; never what somebody wrote. */
  details?: Record<string, unknown>;
}

/** Writes the audit row of a verb into its own transaction. Every exported write calls it (server/architecture.test.ts). */
export async function record(scope: OrgScope, line: AuditLine): Promise<void> {
  await scope.db.insert(auditRows).values({
    id: newId(),
    at: scope.now,
    actorKind: scope.actor.kind,
    actorId: scope.actor.id,
    action: line.action,
    subjectKind: line.subject[0],
    subjectId: line.subject[1],
    details: line.details ?? {},
  });
}
