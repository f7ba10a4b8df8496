import { createTranslator } from "next-intl";
import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { catalog } from "@/messages/catalog";
import { formats } from "@/messages/formats";
import { record } from "@/server/audit/record";
import { type ConsentLanguage, type ConsentPurpose, languages, purposes } from "./schema";

/** What customers are asked for a purpose in a language. */
export interface ConsentText {
  /** Null: Hilo's own words, until the organization writes its own or somebody says yes to them. */
  id: string | null;
  purpose: ConsentPurpose;
  language: ConsentLanguage;
  version: number;
  body: string;
  createdAt: Date | null;
}

/** Every version of every text, the newest of each purpose and language first; Hilo's own words where there is none. */
export async function consentTexts({ sql, orgId }: OrgScope): Promise<ConsentText[]> {
  const rows = await sql<(ConsentText & { created_at: string })[]>`
    select id, purpose, language, version, body, created_at from consent_texts where org_id = ${orgId}
    order by purpose desc, language, version desc`;
  const [org] = await sql<{ name: string }[]>`select name from organizations where id = ${orgId}`;
  const kept = rows.map(({ created_at, ...text }) => ({ ...text, createdAt: new Date(created_at) }));
  return purposes.flatMap((purpose) =>
    languages.flatMap((language): ConsentText[] => {
      const own = kept.filter((text) => text.purpose === purpose && text.language === language);
      if (own.length > 0) return own;
      const body = ownWords(purpose, language, org?.name ?? "");
      return [{ id: null, purpose, language, version: 1, body, createdAt: null }];
    }),
  );
}

/** The text that stands for a purpose in a language, kept as its first version where nobody has written one. */
export async function standingText(
  s: OrgScope,
  purpose: ConsentPurpose,
  language: ConsentLanguage,
): Promise<{ id: string; body: string }> {
  const known = await newest(s, purpose, language);
  if (known) return known;
  const [org] = await s.sql<{ name: string }[]>`select name from organizations where id = ${s.orgId}`;
  const body = ownWords(purpose, language, org?.name ?? "");
  await s.sql`
    insert into consent_texts (id, purpose, language, version, body, created_by, created_at)
    values (${newId()}, ${purpose}, ${language}, 1, ${body}, 'system', app_now()) on conflict do nothing`;
  const kept = await newest(s, purpose, language);
  if (!kept) throw new Error("The text was not kept");
  await record(s, { action: "consent-text.kept", subject: ["consent-text", kept.id], details: { purpose } });
  return kept;
}

async function newest({ sql, orgId }: OrgScope, purpose: ConsentPurpose, language: ConsentLanguage) {
  const [row] = await sql<{ id: string; body: string }[]>`
    select id, body from consent_texts where org_id = ${orgId} and purpose = ${purpose} and language = ${language}
    order by version desc limit 1`;
  return row;
}

function ownWords(purpose: ConsentPurpose, language: ConsentLanguage, organization: string): string {
  const t = createTranslator({
    locale: language,
    messages: catalog[language],
    formats,
    namespace: "consent",
  });
  return t(`own.${purpose}`, { organization });
}
