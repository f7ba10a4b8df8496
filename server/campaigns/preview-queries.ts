import type { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { readLive } from "@/server/connectors/read-live";
import { writtenPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { withPatience } from "@/server/segments/read-segment";
import type { RenderedTemplate } from "@/server/templates/rules/render";
import { audienceOf, contactsAt, idsOf } from "./audience-of";
import { demandDraft } from "./demand-draft";
import { type Reckoned, readDraftFacts, reckonDraft } from "./read-draft-facts";
import { factsOf } from "./read-facts";
import { type CampaignWork, workOf } from "./read-work";
import { recipientRows } from "./recipient-rows";
import { contentOf, decideRecipient } from "./rules/decide-recipient";
import { type DraftProblem, draftProblems } from "./rules/draft-problems";
import type { FillFacts } from "./rules/fill";
import { inLanguage } from "./rules/in-language";
import type { RecipientReason } from "./rules/recipient-state";
import type { CampaignDraft, draftInput } from "./schema";

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

export interface Sample {
  contactId: string;
  name: string | null;
  address: string | null;
  language: string;
  /** The message as they would get it; null: they would get none, and why. */
  rendered: RenderedTemplate | null;
  values: Record<string, string>;
  templateId: string;
  reason: RecipientReason | null;
  detail: string | null;
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
    const rows = await s.sql<Chosen[]>`
      select contact_id, address, variant from (${recipientRows(s, work, some)}) r where reason is null order by place limit ${samples}`;
    return { work, rows };
  });
  if (!chosen) return [];
  const { work, rows } = chosen;
  const contactIds = rows.map((row) => row.contact_id);
  for (const connectorId of work.sources) await readLive(scope, { connectorId, contactIds });
  const facts = await inOrg(scope, (s) => factsOf(s, work, contactIds));
  return rows.flatMap((row) => sampleOf(row, work, facts.get(row.contact_id)) ?? []);
}

interface Chosen {
  contact_id: string;
  address: string | null;
  variant: number;
}

function sampleOf(
  { contact_id, address, variant }: Chosen,
  work: CampaignWork,
  known: (FillFacts & { language: string | null }) | undefined,
): Sample | null {
  const wording = known && inLanguage(work.wordings[variant] ?? [], known.language);
  if (!known || !wording) return null;
  const candidate = {
    ...known,
    merged: false,
    doubled: false,
    reachable: true,
    allowed: true,
    lately: 0,
    check: null,
    tries: 0,
  };
  const decision = decideRecipient(candidate, { wording, otherwise: null, cap: null, types: work.types });
  const values = decision.do === "send" ? decision.values : {};
  return {
    contactId: contact_id,
    name: known.name,
    address: address && writtenPhone(address),
    language: wording.language,
    rendered: decision.do === "send" ? contentOf(wording, values) : null,
    values,
    templateId: wording.templateId,
    reason: decision.do === "skip" ? decision.reason : null,
    detail: decision.do === "skip" ? decision.detail : null,
  };
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

const unsaved = (s: OrgScope, draft: CampaignDraft) =>
  workOf(s, { id: "00000000-0000-0000-0000-000000000000", name: "", state: "draft", draft });

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
            shown_components(components, links)) order by name, language), '[]')
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
