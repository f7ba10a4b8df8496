import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import type { TemplateDraft } from "../rules/draft";

export interface Submitted {
  connectionId: string;
  templateId: string;
  draft: TemplateDraft;
  authorId: string;
  /** The kept draft that it was written in: it has become this version. */
  draftId?: string | null | undefined;
  /** As submitVersion() kept it. */
  versionId: string;
}

/**
 * Keeps what was submitted as a version, in the transaction of the verb that submitted it; a sync may have found it already. What was
 * tried before it and never answered is over.
 */
export async function addVersion({ sql, orgId }: OrgScope, version: Submitted): Promise<void> {
  const { connectionId, templateId, draft, authorId, draftId = null, versionId } = version;
  await sql`
    delete from template_versions where org_id = ${orgId} and id = ${draftId}::uuid and state = 'draft'
      and (template_id is null or template_id = ${templateId})`;
  await sql`
    delete from template_versions where org_id = ${orgId} and connection_id = ${connectionId} and state = 'submitting'
      and draft ->> 'name' = ${draft.name} and draft ->> 'language' = ${draft.language} and id <> ${versionId}`;
  await sql`
    insert into template_versions as v (id, connection_id, template_id, draft, state, author_id, revision, saved_at)
    values (${versionId}, ${connectionId}, ${templateId}, ${asRow(draft)}::text::jsonb, 'submitted', ${authorId}, 1, app_now())
    on conflict (org_id, id) do update set state = 'submitted', template_id = excluded.template_id, saved_at = excluded.saved_at
    where v.state = 'submitting'`;
}
