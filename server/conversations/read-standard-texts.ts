import type { OrgScope } from "@/db/org";
import { isLocale, type Locale } from "@/messages/locales";
import { type StandardTexts, textsIn } from "@/server/channels/rules/standard-texts";
import { languageOf } from "@/server/contacts/rules/language";

interface Row {
  texts: StandardTexts | null;
  translations: Record<string, StandardTexts> | null;
  language: string | null;
  country: string | null;
  attributes: Record<string, unknown>;
  locale: Locale;
}

export interface StandardVoice {
  texts: StandardTexts;
  /** In which Hilo itself says something to them: theirs if it speaks it, else the organization's. */
  locale: Locale;
}

/** What the number says by itself to this customer, in their language where it has it. */
export async function readStandardTexts(
  { sql, orgId }: OrgScope,
  to: { channelAccountId: string; contactId: string },
): Promise<StandardVoice> {
  const [row] = await sql<Row[]>`
    select a.settings -> 'standardMessages' as texts, a.settings -> 'standardTranslations' as translations, p.language, p.country, p.attributes, o.locale
    from channel_accounts a join contacts p on p.org_id = a.org_id and p.id = ${to.contactId} join organizations o on o.id = a.org_id
    where a.org_id = ${orgId} and a.id = ${to.channelAccountId}`;
  if (!row) return { texts: {}, locale: "es" };
  const language = languageOf(row);
  return {
    texts: textsIn(language, row.texts, row.translations),
    locale: isLocale(language) ? language : row.locale,
  };
}
