import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { recordConsents } from "./record-consents";
import type { ConsentSource, notedConsent } from "./schema";
import { standingText } from "./texts";

type Noted = z.infer<typeof notedConsent>;

/**
 * A member writes down what a contact told them, with the text that was read aloud. A no that the contact gave by themselves is theirs
 * to take back: NO_CONSENT. CONFLICT when the text has another version by now. NOT_FOUND for a contact that is not here.
 */
export async function noteConsent(scope: MemberScope, noted: Noted): Promise<{ recorded: number }> {
  return inOrg(scope, async (s) => {
    const identityId = await identityOf(s, noted.contactId);
    const { channel, purpose, state, how, note, language } = noted;
    if (state === "in") await refuseOverruling(s, noted);
    const textId = state === "in" ? await textOf(s, noted) : null;
    const said = { identityId, channel, purpose, state, source: "agent" as const, textId };
    const evidence = { how, ...(note ? { note } : {}), language };
    return { recorded: await recordConsents(s, [{ ...said, evidence, occurredAt: s.now }]) };
  });
}

/** The address that consents given to us in words are kept with: the one they last wrote from, else the first. */
async function identityOf({ sql, orgId }: OrgScope, contactId: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select i.id from contacts c join identities i on i.org_id = c.org_id and i.contact_id = c.id
    where c.org_id = ${orgId} and c.id = ${contactId} and c.merged_into is null
    order by i.last_seen_at desc nulls last, i.created_at limit 1`;
  if (!row) throw new DomainError("NOT_FOUND", { contactId });
  return row.id;
}

/** Sources by which contacts speak for themselves. */
const own: ConsentSource[] = ["keyword", "link", "carrier", "email", "form", "chat"];

async function refuseOverruling({ sql, orgId }: OrgScope, noted: Noted): Promise<void> {
  const { contactId, channel, purpose } = noted;
  const [last] = await sql<{ state: string; source: ConsentSource }[]>`
    select s.state, s.source from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
    where i.org_id = ${orgId} and i.contact_id = ${contactId} and s.purpose = ${purpose}
      and (${channel} = 'any' or s.channel in ('any', ${channel})) order by s.occurred_at desc, s.state desc limit 1`;
  if (last?.state === "out" && own.includes(last.source))
    throw new DomainError("NO_CONSENT", { purpose, state: "out" });
}

async function textOf(s: OrgScope, { purpose, language, textId }: Noted): Promise<string> {
  if (!textId) {
    const [newer] = await s.sql<{ id: string }[]>`
      select id from consent_texts where org_id = ${s.orgId} and purpose = ${purpose} and language = ${language}
        and (version > 1 or created_by <> 'system') limit 1`;
    if (newer) throw new DomainError("CONFLICT", { textId: newer.id });
    return (await standingText(s, purpose, language)).id;
  }
  const [text] = await s.sql<{ newest: boolean }[]>`
    select not exists (select 1 from consent_texts n where n.org_id = t.org_id and n.purpose = t.purpose
      and n.language = t.language and n.version > t.version) as newest
    from consent_texts t where t.org_id = ${s.orgId} and t.id = ${textId} and t.purpose = ${purpose} and t.language = ${language}`;
  if (!text) throw new DomainError("NOT_FOUND", { textId });
  if (!text.newest) throw new DomainError("CONFLICT", { textId });
  return textId;
}
