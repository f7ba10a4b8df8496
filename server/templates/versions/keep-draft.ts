import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { templateDraft } from "../rules/draft";

export const keepDraftInput = z.object({
  /** Chosen by the browser. */
  clientDraftId: z.uuid(),
  connectionId: z.uuid(),
  /** Of the template that it changes; null for one that the carrier has not seen. */
  templateId: z.uuid().nullish(),
  draft: templateDraft,
  /** The revision that the browser has seen; 0 before the first save. */
  base: z.int().nonnegative(),
});

/**
 * Keeps a template in the making, for everybody who writes templates. Whoever has not seen the last save overwrites nothing: throws
 * CONFLICT `draft`, also where another one of this template is kept, or this one was submitted or discarded. Throws NOT_FOUND.
 */
export async function keepDraft(
  scope: MemberScope,
  input: z.infer<typeof keepDraftInput>,
): Promise<{ revision: number }> {
  return inOrg(scope, async (s) => {
    const revision = await write(s, scope.actor.id, input);
    const subject = ["template-draft", input.clientDraftId] as [string, string];
    // Begun, not each pause in typing: the audit says what was done, not how.
    if (revision === 1)
      await record(s, {
        action: "template-draft.begun",
        subject,
        details: { templateId: input.templateId ?? null },
      });
    await publish(s, [{ kind: "template", id: input.templateId ?? null }]);
    return { revision };
  });
}

async function write(
  s: OrgScope,
  authorId: string,
  { clientDraftId: draftId, connectionId, templateId = null, draft, base }: z.infer<typeof keepDraftInput>,
): Promise<number> {
  const [place] = await s.sql<{ revision: number; taken: boolean }[]>`
    select coalesce((select revision from template_versions
        where org_id = ${s.orgId} and id = ${draftId} and state = 'draft' for update), 0) as revision,
      exists (select 1 from template_versions where org_id = ${s.orgId} and id <> ${draftId} and state = 'draft'
        and template_id = ${templateId}::uuid) as taken
    from connections c where c.org_id = ${s.orgId} and c.id = ${connectionId} and c.removed_at is null
      and (${templateId}::uuid is null or exists (select 1 from templates t where t.org_id = c.org_id and t.connection_id = c.id
        and t.id = ${templateId}::uuid and t.status <> 'DELETED'))`;
  if (!place) throw new DomainError("NOT_FOUND");
  if (place.taken || place.revision !== base) throw new DomainError("CONFLICT", { what: "draft" });
  const [row] = await s.sql<{ revision: number }[]>`
    insert into template_versions as v (id, connection_id, template_id, draft, state, author_id, revision, saved_at)
    values (${draftId}, ${connectionId}, ${templateId}, ${asRow(draft)}::text::jsonb, 'draft', ${authorId}, 1, app_now())
    on conflict (org_id, id) do update set connection_id = excluded.connection_id, draft = excluded.draft,
      author_id = excluded.author_id, revision = v.revision + 1, saved_at = excluded.saved_at
    where v.state = 'draft' and v.template_id is not distinct from excluded.template_id
    returning revision`;
  if (!row) throw new DomainError("CONFLICT", { what: "draft" });
  return row.revision;
}
