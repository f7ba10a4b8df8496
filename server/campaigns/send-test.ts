import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import type { HandOver } from "@/server/channels/adapter";
import { addPhone } from "@/server/contacts/add-phone";
import { unsubscribeSample, unsubscribeUrl } from "@/server/contacts/consent/links";
import { consentsOf } from "@/server/contacts/consent/queries";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { consentFor, purposeOf } from "@/server/contacts/consent/rules/consent";
import { findRecipient } from "@/server/contacts/find-recipient";
import { countryOfPhone } from "@/server/contacts/rules/phone";
import { deliverSoon } from "@/server/conversations/deliver";
import { enqueueMany, type Placing } from "@/server/conversations/enqueue-many";
import { handOver, persistently } from "@/server/conversations/hand-over";
import { recordHandOvers } from "@/server/conversations/record-hand-overs";
import { templateContent } from "@/server/conversations/template-content";
import { DomainError } from "@/server/errors";
import { allows } from "@/server/permissions";
import { limit } from "@/server/rate-limit";
import type { MemberScope } from "@/server/scope";
import { contactsAt } from "./audience-of";
import { demandDraft } from "./demand-draft";
import { readSamples, type SampledRow, unsaved } from "./read-samples";
import { recipientRows } from "./recipient-rows";
import type { testInput } from "./schema";
import { mayReach } from "./sender-lease";

type TestInput = z.infer<typeof testInput>;

/** What the carrier said to it; null: the same request came before, and nothing was sent again. */
export interface TestSent {
  outcome: HandOver["outcome"] | null;
}

/**
 * A recipient's message of a draft, on the phone of who writes it: a message like every other for the carrier, the consent and the ledger,
 * of no campaign's figures, and in nobody's queue until it is answered. A phone that nobody knew comes with its owner's yes; of a customer
 * who said nothing yet, only who may write consents down says so. Throws RATE_LIMITED, of `people` where the carrier's limit of them for
 * the day is used up, NO_CONSENT, CONFLICT where the recipient would get no message any more, and as demandDraft(), findRecipient() and
 * templateContent().
 */
export async function sendTest(scope: MemberScope, input: TestInput): Promise<TestSent> {
  await limit(["campaign-test/member", scope.actor.id]);
  const attempt = () =>
    inOrg(scope, async (s) => ((await isRepeat(s, input)) ? null : place(s, scope, input)));
  // The same phone or request twice at once: the second finds what the first made.
  const placing = await attempt().catch((error) => (isDuplicate(error) ? attempt() : Promise.reject(error)));
  if (!placing) return { outcome: null };
  const outcome = await handOver(scope, placing);
  await persistently(() =>
    inOrg(scope, async (s) => {
      await recordHandOvers(s, [{ claimed: placing, outcome }]);
      await record(s, { action: `delivery.${outcome.outcome}`, subject: ["message", placing.messageId] });
    }),
  );
  if (outcome.outcome === "again") deliverSoon(scope.orgId, placing.conversationId);
  return { outcome: outcome.outcome };
}

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "23505";

async function isRepeat({ sql, orgId }: OrgScope, { clientMessageId }: TestInput): Promise<boolean> {
  const rows =
    await sql`select 1 from messages where org_id = ${orgId} and client_message_id = ${clientMessageId}`;
  return rows.length > 0;
}

async function place(s: OrgScope, scope: MemberScope, input: TestInput): Promise<Placing> {
  const account = await accountOf(s, input);
  const wording = await wordingOf(s, scope, input);
  const meant = await templateContent(s, account.id, wording);
  const to = await ownerOf(s, scope, { phone: input.phone, account, category: meant.category });
  if (!(await mayReach(s, account.id, to.contactId)))
    throw new DomainError("RATE_LIMITED", { what: "people" });
  const content = await templateContent(s, account.id, {
    ...wording,
    values: ownLinks(s, wording.values, { ...to, category: meant.category }),
  });
  const { memberId, clientMessageId } = { memberId: scope.actor.id, clientMessageId: input.clientMessageId };
  const [placing] = await enqueueMany(s, {
    campaignId: null,
    account,
    teamId: null,
    messages: [{ ...to, content }],
    test: { memberId, clientMessageId },
  });
  if (!placing) throw new DomainError("CONFLICT", { what: "recipient" });
  const details = { templateId: content.templateId, channelAccountId: account.id };
  await record(s, { action: "campaign.tested", subject: ["message", placing.messageId], details });
  return placing;
}

type Account = Placing["account"] & { address: string };

async function accountOf({ sql, orgId }: OrgScope, { draft }: TestInput): Promise<Account> {
  const [id] = draft.numberIds;
  const [row] = await sql<Account[]>`
    select id, connection_id as "connectionId", channel, external_id as "externalId", address from channel_accounts
    where org_id = ${orgId} and id = ${id ?? null}::uuid and active`;
  if (!row) throw new DomainError("NOT_FOUND", { channelAccountId: id ?? null });
  return row;
}

/** What the recipient would get now. */
async function wordingOf(s: OrgScope, scope: MemberScope, { draft, contactId }: TestInput) {
  await demandDraft(scope, s, draft);
  const work = await unsaved(s, draft);
  const rows = work
    ? await s.sql<SampledRow[]>`
        select contact_id, address, variant from (${recipientRows(s, work, contactsAt(s, [contactId]))}) r where reason is null`
    : [];
  const [sample] = work ? await readSamples(s, work, rows) : [];
  if (!sample?.rendered) throw new DomainError("CONFLICT", { what: "recipient" });
  return { templateId: sample.templateId, values: sample.values };
}

/** The page to stop is that of whose phone it is, not of whom the sample is of. */
function ownLinks(
  { orgId }: OrgScope,
  values: Record<string, string>,
  { identityId, category }: { identityId: string; category: string },
): Record<string, string> {
  const own = () => unsubscribeUrl(orgId, identityId, purposeOf(category));
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, value === unsubscribeSample() ? own() : value]),
  );
}

/** Whose phone it is, with a yes to what is sent. */
async function ownerOf(
  s: OrgScope,
  scope: MemberScope,
  { phone, account, category }: { phone: string; account: Account; category: string },
) {
  const on = { country: countryOfPhone(account.address), channelAccountId: account.id };
  const known = await findRecipient(s, { phone }, on);
  const { contactId, identityId } = known;
  const purpose = purposeOf(category);
  const fresh = contactId === null || identityId === null;
  const answer = fresh ? "ask" : consentFor(category, await consentsOf(s, contactId, account.channel));
  if (answer === "refused") throw new DomainError("NO_CONSENT", { purpose, state: "out" });
  if (answer === "ask" && !fresh && !allows(scope.actor.role, "consents:record"))
    throw new DomainError("NO_CONSENT", { purpose, state: "unknown" });
  const whom = fresh ? await addPhone(s, known) : { contactId, identityId };
  if (answer === "ask")
    await recordConsents(s, [
      {
        ...{ identityId: whom.identityId, channel: "any", purpose, state: "in", source: "agent" },
        evidence: { how: "in-person" },
        occurredAt: s.now,
      },
    ]);
  const [identity] = await s.sql<{ confirmed: boolean }[]>`
    select confirmed_at is not null as confirmed from identities where org_id = ${s.orgId} and id = ${whom.identityId}`;
  return {
    ...whom,
    to: { kind: known.kind, address: known.address },
    confirmed: identity?.confirmed ?? false,
  };
}
