import type { z } from "zod";
import { inOrg } from "@/db/org";
import { readLive } from "@/server/connectors/read-live";
import { countryOfPhone, dialledPhone, writtenPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import { marketOf } from "@/server/ledger/rules/market";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import { ownAddress } from "@/server/templates/own-address";
import { audienceOf, contactsAt, idsOf } from "./audience-of";
import { demandDraft } from "./demand-draft";
import { type Reckoned, readDraftFacts, reckonDraft } from "./read-draft-facts";
import { readSamples, type Sample, type SampledRow, unsaved } from "./read-samples";
import { recipientRows } from "./recipient-rows";
import { type DraftProblem, draftProblems } from "./rules/draft-problems";
import type { RecipientReason } from "./rules/recipient-state";
import type { draftInput, testPriceInput } from "./schema";

type Draft = z.infer<typeof draftInput>;

/** What is missing in a draft, and what it would come to. Null where it says too little to be reckoned. */
export interface DraftOutlook {
  problems: DraftProblem[];
  reckoned: Reckoned | null;
}

/** Throws as demandDraft(), UNAVAILABLE when it takes too long. */
export async function draftOutlook(scope: MemberScope, { draft }: Draft): Promise<DraftOutlook> {
  return withPatience(scope, async (s) => {
    await demandDraft(scope, s, draft);
    const problems = draftProblems(draft, await readDraftFacts(s, draft));
    const work = await unsaved(s, draft);
    const ready = work && draft.audience && draft.numberIds.length > 0;
    return { problems, reckoned: ready ? await reckonDraft(s, work) : null };
  });
}

const samples = 20;
/** Of so many of the audience they are taken: enough to find twenty who would be written to. */
const among = 400;

/**
 * Twenty real recipients with their message as it would be written now; where the campaign asks sources before it sends, they are asked.
 * Throws as draftOutlook().
 */
export async function draftSamples(scope: MemberScope, { draft }: Draft): Promise<Sample[]> {
  const chosen = await withPatience(scope, async (s) => {
    await demandDraft(scope, s, draft);
    const work = await unsaved(s, draft);
    if (!work || !draft.audience || draft.numberIds.length === 0) return null;
    const { piece } = await audienceOf(s, draft);
    const some = contactsAt(s, await idsOf(s, piece, among));
    const rows = await s.sql<SampledRow[]>`
      select contact_id, address, variant from (${recipientRows(s, work, some)}) r where reason is null order by place limit ${samples}`;
    return { work, rows };
  });
  if (!chosen) return [];
  const { work, rows } = chosen;
  const contactIds = rows.map((row) => row.contact_id);
  for (const connectorId of work.sources) await readLive(scope, { connectorId, contactIds });
  return inOrg(scope, (s) => readSamples(s, work, rows));
}

export interface LeftOut {
  contactId: string;
  name: string | null;
  address: string | null;
  reason: RecipientReason;
}

const mostLeftOut = 200;
/** Of so many of the audience they are found. */
const lookedAt = 50_000;

/** Who of the audience would not be written to, and why; at most 200. Throws as draftOutlook(). */
export async function draftLeftOut(scope: MemberScope, { draft }: Draft): Promise<LeftOut[]> {
  return withPatience(scope, async (s) => {
    await demandDraft(scope, s, draft);
    const work = await unsaved(s, draft);
    if (!work || !draft.audience) return [];
    const { piece } = await audienceOf(s, draft);
    const rows = await s.sql<
      { contact_id: string; name: string | null; address: string | null; reason: RecipientReason }[]
    >`
      select r.contact_id, k.name, r.address, r.reason from (${recipientRows(s, work, contactsAt(s, await idsOf(s, piece, lookedAt)))}) r
        join contacts k on k.org_id = ${s.orgId} and k.id = r.contact_id
      where r.reason is not null order by r.reason, r.place limit ${mostLeftOut}`;
    return rows.map(({ contact_id, address, ...rest }) => ({
      contactId: contact_id,
      address: address && writtenPhone(address),
      ...rest,
    }));
  });
}

/** What a test of a draft costs on a phone, as far as it is typed; null: nobody knows yet. Throws as demandDraft(). */
export async function testPrice(
  scope: MemberScope,
  { draft, phone }: z.infer<typeof testPriceInput>,
): Promise<{ micros: string; currency: string } | null> {
  return inOrg(scope, async (s) => {
    await demandDraft(scope, s, draft);
    const work = await unsaved(s, draft);
    const [number] = await s.sql<{ address: string }[]>`
      select address from channel_accounts where org_id = ${s.orgId} and id = ${draft.numberIds[0] ?? null}::uuid`;
    const dialled = dialledPhone(phone, (number && countryOfPhone(number.address)) ?? undefined);
    const micros = dialled && work?.prices.get(marketOf({ phone: dialled }) ?? "");
    return work && typeof micros === "bigint" ? { micros: String(micros), currency: work.currency } : null;
  });
}

export interface CampaignOptions {
  templates: {
    id: string;
    connectionId: string;
    name: string;
    language: string;
    category: string;
    status: string;
    quality: string | null;
    components: import("@/server/templates/schema").TemplateComponents;
  }[];
  numbers: {
    id: string;
    connectionId: string;
    name: string;
    address: string;
    quality: string | null;
    limit: string | null;
  }[];
  segments: { id: string; name: string; kind: string; contacts: number }[];
  teams: { id: string; name: string }[];
  closeReasons: { id: string; name: string }[];
  campaigns: { id: string; name: string }[];
  attributes: { key: string; label: string; type: string }[];
  objects: { key: string; plural: string; columns: { key: string; label: string; type: string }[] }[];
  /** Micros from which on two launch, as digits. */
  approvalMicros: string | null;
  /** Of its prices. */
  currency: string;
}

/** What a campaign can name. Covered values are not among them: a message would uncover them. */
export async function campaignOptions(scope: MemberScope): Promise<CampaignOptions> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<CampaignOptions[]>`
      select
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'connectionId', connection_id, 'name', name, 'language', language,
            'category', category, 'status', status, 'quality', quality, 'components',
            shown_components(components, links, ${ownAddress()})) order by name, language), '[]')
          from templates where org_id = ${orgId} and status <> 'DELETED') as templates,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'connectionId', connection_id, 'name', name, 'address', address,
            'quality', health ->> 'quality', 'limit', health ->> 'limit') order by lower(name)), '[]')
          from channel_accounts where org_id = ${orgId} and active) as numbers,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'kind', kind, 'contacts', contacts) order by lower(name)), '[]')
          from segments where org_id = ${orgId} and archived_at is null) as segments,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by lower(name)), '[]')
          from teams where org_id = ${orgId} and removed_at is null) as teams,
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by lower(name)), '[]')
          from close_reasons where org_id = ${orgId} and archived_at is null) as "closeReasons",
        (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by created_at desc), '[]')
          from (select * from campaigns where org_id = ${orgId} and state <> 'draft' order by created_at desc limit 100) c) as campaigns,
        (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'label', label, 'type', type) order by lower(label)), '[]')
          from attribute_definitions where org_id = ${orgId} and archived_at is null and not sensitive) as attributes,
        (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'plural', plural, 'columns', (
            select coalesce(jsonb_agg(c), '[]') from jsonb_array_elements(columns) c where not coalesce((c ->> 'sensitive')::boolean, false)))
            order by position), '[]')
          from object_types where org_id = ${orgId} and archived_at is null) as objects,
        o.campaign_approval_micros::text as "approvalMicros",
        coalesce((select c.currency from rate_cards c where c.valid_from <= (app_now() at time zone o.time_zone)::date
          and c.channel in (select channel from channel_accounts where org_id = ${orgId} and active)
          order by c.currency = o.currency desc, c.currency = 'USD' desc limit 1), o.currency) as currency
      from organizations o where o.id = ${orgId}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
