import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { ownAddress } from "@/server/templates/own-address";
import { completed, missingValues, renderTemplate } from "@/server/templates/rules/render";
import { wrongValues } from "@/server/templates/rules/wrong-values";
import type { TemplateComponents } from "@/server/templates/schema";
import type { MessageContent } from "./schema";

export interface ChosenTemplate {
  templateId: string;
  /** Placeholder → value. */
  values: Record<string, string>;
}

/**
 * A template of the number's connection with its values filled in, as the thread keeps it. Throws NOT_FOUND, TEMPLATE_NOT_APPROVED,
 * TEMPLATE_VALUES_MISSING or INVALID with the placeholders.
 */
export async function templateContent(
  scope: OrgScope,
  channelAccountId: string,
  { templateId, values }: ChosenTemplate,
): Promise<Extract<MessageContent, { type: "template" }>> {
  const { name, language, category, components } = await approved(scope, channelAccountId, templateId);
  const missing = missingValues(components, values);
  if (missing.length > 0) throw new DomainError("TEMPLATE_VALUES_MISSING", { placeholders: missing });
  const wrong = wrongValues(components, values, scope.now);
  if (wrong.length > 0) throw new DomainError("INVALID", { placeholders: wrong.map((w) => w.key) });
  return {
    type: "template",
    templateId,
    name,
    language,
    category,
    ...renderTemplate(components, values),
    values: completed(components, values),
  };
}

interface Approved {
  name: string;
  language: string;
  category: string;
  components: TemplateComponents;
}

async function approved(scope: OrgScope, channelAccountId: string, id: string): Promise<Approved> {
  const [template] = await scope.sql<(Approved & { status: string })[]>`
    select t.name, t.language, t.category, shown_components(t.components, t.links, ${ownAddress()}) as components, t.status from templates t
      join channel_accounts a on a.org_id = t.org_id and a.connection_id = t.connection_id
    where t.org_id = ${scope.orgId} and t.id = ${id} and a.id = ${channelAccountId}`;
  if (!template) throw new DomainError("NOT_FOUND", { templateId: id });
  if (template.status !== "APPROVED")
    throw new DomainError("TEMPLATE_NOT_APPROVED", { status: template.status });
  return template;
}
