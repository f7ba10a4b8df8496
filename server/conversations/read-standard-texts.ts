import type { OrgScope } from "@/db/org";
import { type StandardTexts, textsIn } from "@/server/channels/rules/standard-texts";
import { languageOf } from "@/server/contacts/rules/language";

interface Row {
  texts: StandardTexts | null;
  translations: Record<string, StandardTexts> | null;
  country: string | null;
  attributes: Record<string, unknown>;
}

/** What the number says by itself to this customer, in their language where it has it. */
export async function readStandardTexts(
  { sql, orgId }: OrgScope,
  to: { channelAccountId: string; contactId: string },
): Promise<StandardTexts> {
  const [row] = await sql<Row[]>`
    select a.settings -> 'standardMessages' as texts, a.settings -> 'standardTranslations' as translations, p.country, p.attributes
    from channel_accounts a join contacts p on p.org_id = a.org_id and p.id = ${to.contactId}
    where a.org_id = ${orgId} and a.id = ${to.channelAccountId}`;
  return row ? textsIn(languageOf(row), row.texts, row.translations) : {};
}
