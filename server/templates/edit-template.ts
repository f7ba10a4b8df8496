import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow, asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { limit } from "@/server/rate-limit";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { accountOf } from "./account-of";
import { handOverExample } from "./files/hand-over-example";
import { refuseProblems } from "./refuse-problems";
import { formatOf, templateDraft } from "./rules/draft";
import { componentsOf } from "./rules/draft-components";
import { editRefusal } from "./rules/editable";
import { linksOf, type MeasuredLink } from "./rules/measured-links";
import type { TemplateComponents } from "./schema";
import { addVersion } from "./versions/add-version";
import { settleVersions } from "./versions/settle-versions";
import { submitVersion } from "./versions/submit-version";

/** Name and language stay what they are: the carrier knows the template by them. */
export const editTemplateInput = z.object({
  templateId: z.uuid(),
  draft: templateDraft,
  /** The kept draft that it was written in: it ends with this. */
  draftId: z.uuid().nullish(),
});

/**
 * Replaces what a template says and submits it to review again. Throws NOT_FOUND, INVALID with the first problem and its field,
 * CONFLICT with `what` (`status`, `category`, `format`) for what the carrier would not change, CARRIER_REFUSED, CARRIER_UNREACHABLE.
 */
export async function editTemplate(
  scope: MemberScope,
  { templateId, draft, draftId }: z.infer<typeof editTemplateInput>,
): Promise<void> {
  const row = await inOrg(scope, (s) => readRow(s, templateId));
  const written = { ...draft, name: row.name, language: row.language };
  refuseProblems(written);
  const what = editRefusal(row, { category: draft.category, format: formatOf(written) });
  if (what) throw new DomainError("CONFLICT", { what });
  const reached = await accountOf(scope, row.connectionId);
  const { adapter, account } = reached;
  const submit = adapter.editTemplate;
  if (!submit) throw new DomainError("CONFLICT", { what: "status" });
  await limit(["template-write/org", scope.orgId]);
  const handle = await handOverExample(scope, reached, written);
  const appUrl = env().APP_URL;
  const change = { category: draft.category, components: componentsOf(written, { handle, appUrl }) };
  const submission = { connectionId: row.connectionId, templateId, draft: written };
  const { versionId } = await submitVersion(scope, submission, () => submit(account, row.externalId, change));
  // The template first, as a sync takes them.
  await inOrg(scope, async (s) => {
    await keep(s, templateId, { ...change, links: linksOf(written, appUrl) }, row);
    await addVersion(s, { ...submission, draftId, versionId, authorId: scope.actor.id });
    await settleVersions(s, row.connectionId);
  });
}

interface Row {
  connectionId: string;
  externalId: string;
  name: string;
  language: string;
  category: string;
  status: string;
  parameterFormat: string;
  syncedAt: string;
  now: string;
}

async function readRow({ sql, orgId }: OrgScope, templateId: string): Promise<Row> {
  const [row] = await sql<Row[]>`
    select connection_id as "connectionId", external_id as "externalId", name, language, category, status,
      parameter_format as "parameterFormat", synced_at::text as "syncedAt", app_now()::text as now
    from templates where org_id = ${orgId} and id = ${templateId} and status <> 'DELETED'`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

/** In review again, unless the carrier reported something since we read it: a verdict that was quicker than we are stays. */
async function keep(
  s: OrgScope,
  templateId: string,
  {
    category,
    components,
    links,
  }: { category: string; components: TemplateComponents; links: MeasuredLink[] },
  { syncedAt, now }: Row,
): Promise<void> {
  await s.sql`
    with was as (
      select id, synced_at <= greatest(${syncedAt}::timestamptz, ${now}::timestamptz) as known from templates
      where org_id = ${s.orgId} and id = ${templateId} for update
    )
    update templates t set components = ${asRow(components)}::text::jsonb, links = ${asRows(links)}::text::jsonb,
      status = case when was.known then 'PENDING' else t.status end,
      category = case when was.known then ${category} else t.category end, asked_category = ${category},
      category_since = case when not was.known and t.category <> ${category} then app_now() end,
      next_category = null, next_category_at = null,
      reason = case when was.known then null else t.reason end,
      synced_at = greatest(t.synced_at, ${now}::timestamptz)
    from was where t.org_id = ${s.orgId} and t.id = was.id`;
  await record(s, {
    action: "template.resubmitted",
    subject: ["template", templateId],
    details: { category },
  });
  await publish(s, [{ kind: "template", id: templateId }]);
}
