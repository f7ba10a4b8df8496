import type { z } from "zod";
import { newId } from "@/db/id";
import { afterCommit, inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { signLink } from "@/server/crypto";
import { env } from "@/server/env";
import { DomainError } from "@/server/errors";
import { consentMail } from "@/server/mail/consent";
import { sendMailSoon } from "@/server/mail/send";
import { limit } from "@/server/rate-limit";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { unsubscribeUrl } from "./links";
import { type consentRequest, requestDays } from "./schema";
import { standingText } from "./texts";

type Asked = z.infer<typeof consentRequest>;

/**
 * Asks a contact by e-mail to confirm (double opt-in); the address becomes one of theirs. Earlier open questions for the same purpose end.
 * Throws NOT_FOUND, CONFLICT for an address that is another contact's, RATE_LIMITED.
 */
export async function requestConsent(scope: MemberScope, asked: Asked): Promise<{ requestId: string }> {
  await limit(["consent-mail/org", scope.orgId], ["consent-mail/email", `${scope.orgId}:${asked.email}`]);
  return inOrg(scope, async (s) => {
    const identityId = await addressOf(s, asked);
    const text = await standingText(s, asked.purpose, asked.language);
    const requestId = newId();
    await s.sql`
      update consent_requests set expires_at = app_now() where org_id = ${s.orgId} and identity_id = ${identityId}
        and purpose = ${asked.purpose} and used_at is null and expires_at > app_now()`;
    const [row] = await s.sql<{ expires_at: string; name: string }[]>`
      insert into consent_requests (id, identity_id, purpose, text_id, requested_by, requested_at, expires_at)
      values (${requestId}, ${identityId}, ${asked.purpose}, ${text.id}, ${scope.actor.id}, app_now(),
        app_now() + ${requestDays} * interval '1 day')
      returning expires_at, (select name from organizations where id = ${s.orgId}) as name`;
    const token = signLink("confirm", { orgId: s.orgId, id: requestId, word: asked.purpose });
    const mail = consentMail(asked.email, asked.language, {
      ...{ organization: row?.name ?? "", text: text.body, purpose: asked.purpose },
      url: `${env().APP_URL}/s/c/${token}`,
      unsubscribe: unsubscribeUrl(s.orgId, identityId, asked.purpose),
      until: new Date(row?.expires_at ?? s.now),
      timeZone: scope.timeZone,
    });
    await record(s, {
      action: "consent.requested",
      subject: ["identity", identityId],
      details: { purpose: asked.purpose },
    });
    await publish(s, [{ kind: "contact", id: asked.contactId }]);
    afterCommit(s, () => sendMailSoon(mail));
    return { requestId };
  });
}

async function addressOf({ sql, orgId }: OrgScope, { contactId, email }: Asked): Promise<string> {
  const [contact] = await sql`
    select 1 from contacts where org_id = ${orgId} and id = ${contactId} and merged_into is null`;
  if (!contact) throw new DomainError("NOT_FOUND", { contactId });
  await sql`
    insert into identities (id, contact_id, kind, value, address) values (${newId()}, ${contactId}, 'email', ${email}, ${email})
    on conflict do nothing`;
  const [row] = await sql<{ id: string; contact_id: string }[]>`
    select id, contact_id from identities where org_id = ${orgId} and kind = 'email' and value = ${email}`;
  if (row?.contact_id !== contactId) throw new DomainError("CONFLICT", { field: "email" });
  return row.id;
}
