import { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { TemplateDraft } from "../rules/draft";

export interface KeptDraft {
  id: string;
  connectionId: string;
  templateId: string | null;
  draft: TemplateDraft;
  revision: number;
  author: string;
  savedAt: string;
}

/** Every template in the making, the one last written first. */
export async function listDrafts(scope: MemberScope): Promise<KeptDraft[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<KeptDraft[]>`
      select v.id, v.connection_id as "connectionId", v.template_id as "templateId", v.draft, v.revision, m.name as author,
        v.saved_at as "savedAt"
      from template_versions v join members m on m.org_id = v.org_id and m.id = v.author_id
        join connections c on c.org_id = v.org_id and c.id = v.connection_id and c.removed_at is null
        left join templates t on t.org_id = v.org_id and t.id = v.template_id
      where v.org_id = ${s.orgId} and v.state = 'draft' and t.status is distinct from 'DELETED'
      order by v.saved_at desc`,
  );
  return [...rows];
}

export const versionsInput = z.object({ templateId: z.uuid() });

export interface TemplateVersion {
  id: string;
  draft: TemplateDraft;
  state: "submitted" | "approved" | "rejected";
  reason: string | null;
  author: string;
  savedAt: string;
  decidedAt: string | null;
}

/** What a template was submitted with so far, the last one first. Throws NOT_FOUND. */
export async function listVersions(
  scope: MemberScope,
  { templateId }: z.infer<typeof versionsInput>,
): Promise<TemplateVersion[]> {
  return inOrg(scope, async ({ sql, orgId }) => {
    const [there, rows] = await Promise.all([
      sql`select 1 from templates where org_id = ${orgId} and id = ${templateId}`,
      sql<TemplateVersion[]>`
        select v.id, v.draft, v.state, v.reason, m.name as author, v.saved_at as "savedAt", v.decided_at as "decidedAt"
        from template_versions v join members m on m.org_id = v.org_id and m.id = v.author_id
        where v.org_id = ${orgId} and v.template_id = ${templateId} and v.state not in ('draft', 'submitting')
        order by v.saved_at desc, v.id desc limit 50`,
    ]);
    if (there.length === 0) throw new DomainError("NOT_FOUND");
    return [...rows];
  });
}
