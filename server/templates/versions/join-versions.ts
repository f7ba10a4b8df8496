import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { env } from "@/server/env";
import type { TemplateDraft } from "../rules/draft";
import { componentsOf } from "../rules/draft-components";
import { linksOf } from "../rules/measured-links";
import { sameWords } from "../rules/same-words";
import type { TemplateComponents } from "../schema";

interface Waiting {
  id: string;
  draft: TemplateDraft;
  templateId: string;
  components: TemplateComponents;
}

/**
 * Finds what was submitted, and of which no answer arrived, among the templates that the carrier has, in the transaction of the sync that
 * brought them: of each template the last one that says what the carrier says. Returns the templates' ids. What the carrier shows in a week
 * by none of its templates has not reached it.
 */
export async function joinVersions(s: OrgScope, connectionId: string): Promise<string[]> {
  const { sql, orgId } = s;
  await sql`
    delete from template_versions where org_id = ${orgId} and connection_id = ${connectionId} and state = 'submitting'
      and saved_at < app_now() - interval '7 days'`;
  const waiting = await sql<Waiting[]>`
    select v.id, v.draft, t.id as "templateId", t.components
    from template_versions v join templates t on t.org_id = v.org_id and t.connection_id = v.connection_id
      and t.name = v.draft ->> 'name' and t.language = v.draft ->> 'language' and t.status <> 'DELETED'
    where v.org_id = ${orgId} and v.connection_id = ${connectionId} and v.state = 'submitting'
    order by v.saved_at, v.id`;
  const { APP_URL: appUrl } = env();
  const said = waiting.filter(({ draft, components }) =>
    sameWords(components, componentsOf(draft, { appUrl })),
  );
  // The last of each.
  const found = [...new Map(said.map((one) => [one.templateId, one])).values()];
  return found.length === 0 ? [] : join(s, found, appUrl);
}

async function join({ sql, orgId }: OrgScope, found: Waiting[], appUrl: string): Promise<string[]> {
  const rows = found.map(({ id, templateId, draft }) => ({
    ...{ id, template: templateId, category: draft.category, links: linksOf(draft, appUrl) },
  }));
  const joined = await sql<{ id: string }[]>`
    with x as (
      select * from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, template uuid, category text, links jsonb)
      limit ${rows.length}
    ), own as (
      update template_versions v set state = 'submitted', template_id = x.template from x
      where v.org_id = ${orgId} and v.id = x.id and v.state = 'submitting'
      returning x.*
    )
    update templates t set links = own.links, asked_category = own.category,
      category_since = case when t.category <> own.category then app_now() end
    from own where t.org_id = ${orgId} and t.id = own.template
    returning t.id`;
  return joined.map(({ id }) => id);
}
