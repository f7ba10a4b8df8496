import { newId } from "@/db/id";
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
}

/** Keeps what was submitted as a version, in the transaction of the verb that submitted it. */
export async function addVersion({ sql, orgId }: OrgScope, version: Submitted): Promise<void> {
  const { connectionId, templateId, draft, authorId, draftId = null } = version;
  await sql`
    delete from template_versions where org_id = ${orgId} and id = ${draftId}::uuid and state = 'draft'
      and (template_id is null or template_id = ${templateId})`;
  await sql`
    insert into template_versions (id, connection_id, template_id, draft, state, author_id, revision, saved_at)
    values (${newId()}, ${connectionId}, ${templateId}, ${asRow(draft)}::text::jsonb, 'submitted', ${authorId}, 1, app_now())`;
}
