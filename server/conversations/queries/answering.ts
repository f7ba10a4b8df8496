import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";

/** Of these conversations, those whose number answers by itself at all: the others need not be looked at one by one. */
export async function answering(scope: Scope, conversationIds: string[]): Promise<string[]> {
  if (conversationIds.length === 0) return [];
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ id: string }[]>`
      select c.id from conversations c where c.org_id = ${orgId} and c.id = any(${conversationIds}::uuid[])
        and c.channel_account_id = any (array(select a.id from channel_accounts a where a.org_id = ${orgId}
          and coalesce(a.settings -> 'standardMessages', '{}') <> '{}'))`,
  );
  return rows.map((row) => row.id);
}
