import { inOrg, type OrgScope } from "@/db/org";
import { type LinkKind, signLink } from "@/server/crypto";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { limit } from "@/server/rate-limit";
import { type Scope, scopeForLink } from "@/server/scope";
import { type ConsentLanguage, type ConsentPurpose, purposes } from "./schema";
import { consentTexts } from "./texts";

/** Where whoever has it stops (and takes up again) what an organization sends to one address for one purpose. */
export function unsubscribeUrl(orgId: string, identityId: string, purpose: ConsentPurpose): string {
  return `${env().APP_URL}/s/u/${signLink("unsubscribe", { orgId, id: identityId, word: purpose })}`;
}

/** As it looks where nobody real is shown. Whoever has a link of somebody's own speaks for them: it goes to nobody else. */
export const unsubscribeSample = (): string => `${env().APP_URL}/s/u/…`;

export interface Browser {
  ip: string;
  userAgent: string | null;
}

/** What a link's page shows: who asks and what for; nothing of the person. */
export interface LinkPage {
  organization: string;
  purpose: ConsentPurpose;
  /** Of an unsubscribe link: where they stand now. Of a confirmation: whether it has been given. */
  state: "in" | "out" | "open" | "used" | "expired";
  /** What they agree to with a yes. */
  text: string;
}

export interface Opened {
  scope: Scope;
  id: string;
  purpose: ConsentPurpose;
}

/** Opens a link, counting the attempt. Throws LINK_INVALID, RATE_LIMITED. */
export async function openLink(kind: LinkKind, token: string, browser: Browser): Promise<Opened> {
  await limit(["consent-link/ip", browser.ip]);
  const { scope, link } = await scopeForLink(kind, token);
  const purpose = purposes.find((one) => one === link.word);
  if (!purpose) throw new DomainError("LINK_INVALID");
  return { scope, id: link.id, purpose };
}

/** What an unsubscribe link's page shows, in the reader's language. Throws LINK_INVALID once the address is gone. */
export async function readUnsubscribe(
  token: string,
  language: ConsentLanguage,
  browser: Browser,
): Promise<LinkPage> {
  const { scope, id, purpose } = await openLink("unsubscribe", token, browser);
  return inOrg(scope, async (s) => {
    const [row] = await s.sql<{ name: string; state: "in" | "out" | null }[]>`
      select o.name, consent_state(i.contact_id, 'any', ${purpose}) as state
      from identities i join organizations o on o.id = i.org_id where i.org_id = ${s.orgId} and i.id = ${id}`;
    if (!row) throw new DomainError("LINK_INVALID");
    const text = await textIn(s, purpose, language);
    return { organization: row.name, purpose, state: row.state === "out" ? "out" : "in", text };
  });
}

/** What a confirmation link's page shows: the very text that was asked, whatever the reader's language. */
export async function readConfirmation(token: string, browser: Browser): Promise<LinkPage> {
  const { scope, id } = await openLink("confirm", token, browser);
  return inOrg(scope, async (s) => {
    const [row] = await s.sql<
      { name: string; purpose: ConsentPurpose; body: string; used: boolean; expired: boolean }[]
    >`
      select o.name, r.purpose, t.body, r.used_at is not null as used, r.expires_at <= app_now() as expired
      from consent_requests r join consent_texts t on t.org_id = r.org_id and t.id = r.text_id
        join organizations o on o.id = r.org_id where r.org_id = ${s.orgId} and r.id = ${id}`;
    if (!row) throw new DomainError("LINK_INVALID");
    const state = row.used ? "used" : row.expired ? "expired" : "open";
    return { organization: row.name, purpose: row.purpose, state, text: row.body };
  });
}

async function textIn(s: OrgScope, purpose: ConsentPurpose, language: ConsentLanguage): Promise<string> {
  const texts = await consentTexts(s);
  return texts.find((text) => text.purpose === purpose && text.language === language)?.body ?? "";
}
