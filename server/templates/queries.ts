import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import type { TemplateComponents } from "./schema";

export const templatesInput = z.object({
  conversationId: z.uuid().nullish(),
  channelAccountId: z.uuid().nullish(),
});

export interface TemplateItem {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  quality: string | null;
  reason: string | null;
  components: TemplateComponents;
}

/** The organization's templates, usable ones first; with a conversation or a number, those of its connection. */
export async function listTemplates(
  scope: MemberScope,
  { conversationId, channelAccountId }: z.infer<typeof templatesInput>,
): Promise<TemplateItem[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<TemplateItem[]>`
      select t.id, t.name, t.language, t.category, t.status, t.quality, t.reason, t.components from templates t
      where t.org_id = ${s.orgId} and t.status <> 'DELETED' and (${conversationId ?? null}::uuid is null or t.connection_id = (
        select a.connection_id from conversations c join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
        where c.org_id = t.org_id and c.id = ${conversationId ?? null}))
        and (${channelAccountId ?? null}::uuid is null or t.connection_id = (
          select a.connection_id from channel_accounts a where a.org_id = t.org_id and a.id = ${channelAccountId ?? null}))
      order by t.status = 'APPROVED' desc, t.name, t.language`,
  );
  return [...rows];
}
