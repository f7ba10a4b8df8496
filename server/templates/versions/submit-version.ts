import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { askedToWrite } from "../asked-to-write";
import type { TemplateDraft } from "../rules/draft";

export interface Submission {
  connectionId: string;
  /** Null for one that the carrier has not seen. */
  templateId: string | null;
  draft: TemplateDraft;
}

/**
 * A write at the carrier, with what it is about kept before: it knows not where measured links lead, and where its answer is lost, or we
 * end before it comes, joinVersions() finds that here. Returns the answer and the version, for addVersion(). Throws as askedToWrite();
 * what was refused is forgotten.
 */
export async function submitVersion<T>(
  scope: MemberScope,
  submission: Submission,
  call: () => Promise<T>,
): Promise<{ answer: T; versionId: string }> {
  const versionId = newId();
  await inOrg(scope, (s) => begin(s, scope.actor.id, { ...submission, versionId }));
  try {
    return { answer: await askedToWrite(scope, submission.connectionId, call), versionId };
  } catch (error) {
    if (error instanceof DomainError && error.code === "CARRIER_REFUSED")
      await inOrg(scope, (s) => forget(s, versionId, submission));
    throw error;
  }
}

async function begin(
  s: OrgScope,
  authorId: string,
  { versionId, connectionId, templateId, draft }: Submission & { versionId: string },
): Promise<void> {
  await s.sql`
    insert into template_versions (id, connection_id, template_id, draft, state, author_id, revision, saved_at)
    values (${versionId}, ${connectionId}, ${templateId}, ${asRow(draft)}::text::jsonb, 'submitting', ${authorId}, 1, app_now())`;
  await record(s, {
    action: "template.submitting",
    subject: ["template", templateId],
    details: { connectionId, name: draft.name, language: draft.language },
  });
}

async function forget(s: OrgScope, versionId: string, { connectionId, templateId, draft }: Submission) {
  await s.sql`delete from template_versions where org_id = ${s.orgId} and id = ${versionId} and state = 'submitting'`;
  await record(s, {
    action: "template.refused",
    subject: ["template", templateId],
    details: { connectionId, name: draft.name, language: draft.language },
  });
}
