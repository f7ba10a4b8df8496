import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow, asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { CarrierTemplate, NewTemplate } from "@/server/channels/adapter";
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
import { linksOf } from "./rules/measured-links";
import { addVersion } from "./versions/add-version";
import { settleVersions } from "./versions/settle-versions";
import { submitVersion } from "./versions/submit-version";

export const createTemplateInput = z.object({
  /** Chosen by the browser: asked again, the template is there once. */
  clientTemplateId: z.uuid(),
  connectionId: z.uuid(),
  draft: templateDraft,
  /** The kept draft that it was written in: it ends with this. */
  draftId: z.uuid().nullish(),
});

/**
 * Writes a template and submits it to the carrier's review; what becomes of it arrives by callback. Throws INVALID (with the first
 * problem and its field), CONFLICT `exists` for a name that is there in that language, NOT_FOUND for a connection that is not here,
 * CARRIER_REFUSED with the carrier's code, CARRIER_UNREACHABLE.
 */
export async function createTemplate(
  scope: MemberScope,
  input: z.infer<typeof createTemplateInput>,
): Promise<{ templateId: string }> {
  const { clientTemplateId, connectionId, draft } = input;
  refuseProblems(draft);
  const reached = await accountOf(scope, connectionId);
  const { adapter, account } = reached;
  const before = await inOrg(scope, (s) => lookBefore(s, input));
  if (before.own) return { templateId: clientTemplateId };
  if (before.taken || !adapter.createTemplate) throw new DomainError("CONFLICT", { what: "exists" });
  await limit(["template-write/org", scope.orgId]);
  const template: NewTemplate = {
    name: draft.name,
    language: draft.language,
    category: draft.category,
    parameterFormat: formatOf(draft),
    components: componentsOf(draft, {
      handle: await handOverExample(scope, reached, draft),
      appUrl: env().APP_URL,
    }),
  };
  const submit = adapter.createTemplate;
  const submission = { connectionId, templateId: null, draft };
  const { answer, versionId } = await submitVersion(scope, submission, () => submit(account, template));
  const kept = { ...template, ...answer };
  return inOrg(scope, (s) => keep(s, { ...input, authorId: scope.actor.id, versionId }, kept, before.now));
}

async function lookBefore(
  { sql, orgId }: OrgScope,
  { clientTemplateId, connectionId, draft }: z.infer<typeof createTemplateInput>,
): Promise<{ now: string; own: boolean; taken: boolean }> {
  const [row] = await sql<{ now: string; own: boolean; taken: boolean }[]>`
    select app_now()::text as now,
      exists (select 1 from templates where org_id = ${orgId} and id = ${clientTemplateId}) as own,
      exists (select 1 from templates where org_id = ${orgId} and connection_id = ${connectionId} and name = ${draft.name}
        and language = ${draft.language} and status <> 'DELETED') as taken`;
  if (!row) throw new Error("A question without an answer");
  return row;
}

/** As of before the carrier was asked: whatever it reported since is newer, and a sync may have brought the template already. */
async function keep(
  s: OrgScope,
  input: z.infer<typeof createTemplateInput> & { authorId: string; versionId: string },
  template: CarrierTemplate,
  asOf: string,
): Promise<{ templateId: string }> {
  const { clientTemplateId, connectionId, draft } = input;
  const { externalId, name, language, category, status, parameterFormat, components } = template;
  await s.sql`
    insert into templates (id, connection_id, external_id, name, language, category, asked_category, category_since, status,
      parameter_format, components, links, synced_at)
    values (${clientTemplateId}, ${connectionId}, ${externalId}, ${name}, ${language}, ${category}, ${draft.category},
      case when ${category} <> ${draft.category} then app_now() end, ${status}, ${parameterFormat}, ${asRow(components)}::text::jsonb,
      ${asRows(linksOf(draft, env().APP_URL))}::text::jsonb, ${asOf}::timestamptz)
    on conflict (org_id, connection_id, external_id) do update set asked_category = excluded.asked_category, links = excluded.links,
      category_since = case when templates.category <> excluded.asked_category then app_now() end`;
  const [row] = await s.sql<{ id: string }[]>`
    select id from templates where org_id = ${s.orgId} and connection_id = ${connectionId} and external_id = ${externalId}`;
  const templateId = row?.id ?? clientTemplateId;
  await addVersion(s, { ...input, templateId });
  await settleVersions(s, connectionId);
  const details = { connectionId, language, category, status };
  await record(s, { action: "template.submitted", subject: ["template", templateId], details });
  await publish(s, [{ kind: "template", id: templateId }]);
  return { templateId };
}
