import type { OrgScope } from "@/db/org";
import type { ObjectColumn } from "@/server/contacts/objects/rules/object-type";
import type { AttributeType } from "@/server/contacts/rules/attribute";
import { ownAddress } from "@/server/templates/own-address";
import { unsupportedParts } from "@/server/templates/rules/render";
import type { TemplateComponents } from "@/server/templates/schema";
import { sourcesOf } from "./read-sources";
import type { CampaignState } from "./rules/campaign-state";
import type { Wording } from "./rules/decide-recipient";
import type { FillTypes } from "./rules/fill";
import { type CampaignDraft, type Variant, wordedBy } from "./schema";

/** A campaign with all that its messages are made of, read once for many of them. */
export interface CampaignWork {
  id: string;
  state: CampaignState;
  name: string;
  draft: CampaignDraft;
  channel: string;
  connectionId: string;
  category: string;
  currency: string;
  /** Of each variant, its wordings by two letters of language; the first is the one that was chosen. */
  wordings: Wording[][];
  otherwise: Wording[] | null;
  types: FillTypes;
  /** The connectors whose word the check and the values rest on. */
  sources: string[];
  /** What those write (see sourcesOf). */
  fills: string[];
  /** Micros by market: the most that a message can cost within the days in which it may be delivered. */
  prices: Map<string, bigint>;
}

/** Null: the campaign is not here, or says nothing yet. */
export async function readWork(s: OrgScope, campaignId: string): Promise<CampaignWork | null> {
  const [row] = await s.sql<{ name: string; state: CampaignState; draft: CampaignDraft }[]>`
    select name, state, draft from campaigns where org_id = ${s.orgId} and id = ${campaignId}`;
  return row ? workOf(s, { id: campaignId, ...row }) : null;
}

/** The same of a draft that nobody saved. */
export async function workOf(
  s: OrgScope,
  campaign: { id: string; name: string; state: CampaignState; draft: CampaignDraft },
): Promise<CampaignWork | null> {
  const { draft } = campaign;
  const all = wordedBy(draft);
  const templates = await templatesOf(
    s,
    all.map(({ templateId }) => templateId),
  );
  const first = templates.find(({ id }) => id === draft.variants[0]?.templateId);
  if (!first) return null;
  const wordings = (variant: Variant) => wordingsOf(variant, templates, draft.byLanguage);
  const category = first.category.toLowerCase();
  const [types, sources, priced] = await Promise.all([
    typesOf(s),
    sourcesOf(s, draft),
    pricesOf(s, first.channel, category),
  ]);
  return {
    ...campaign,
    channel: first.channel,
    connectionId: first.connection_id,
    category,
    wordings: draft.variants.map(wordings),
    otherwise: draft.check?.otherwise ? wordings(draft.check.otherwise) : null,
    types,
    sources: sources.ids,
    fills: sources.fills,
    ...priced,
  };
}

interface TemplateRow {
  id: string;
  connection_id: string;
  channel: string;
  name: string;
  language: string;
  category: string;
  components: TemplateComponents;
}

/** The templates named, with those of the same name in other languages that are approved. */
async function templatesOf({ sql, orgId }: OrgScope, ids: string[]): Promise<TemplateRow[]> {
  const rows = await sql<TemplateRow[]>`
    select t.id, t.connection_id, k.channel, t.name, t.language, t.category,
      shown_components(t.components, t.links, ${ownAddress()}) as components
    from templates n join templates t on t.org_id = n.org_id and t.connection_id = n.connection_id and t.name = n.name
      join connections k on k.org_id = t.org_id and k.id = t.connection_id
    where n.org_id = ${orgId} and n.id = any(${ids}::uuid[]) and (t.id = n.id or t.status = 'APPROVED') order by t.id`;
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

function wordingsOf(variant: Variant, templates: TemplateRow[], byLanguage: boolean): Wording[] {
  const own = templates.find(({ id }) => id === variant.templateId);
  if (!own) return [];
  const others = templates.filter(
    (t) =>
      t.id !== own.id &&
      t.name === own.name &&
      t.connection_id === own.connection_id &&
      t.category === own.category &&
      unsupportedParts(t.components).length === 0,
  );
  return [own, ...(byLanguage ? others : [])].map(({ id, name, language, category, components }) => ({
    ...{ templateId: id, name, language, category, components, values: variant.values },
  }));
}

async function typesOf({ sql, orgId }: OrgScope): Promise<FillTypes> {
  const [attributes, objects, [own]] = await Promise.all([
    sql<{ key: string; type: AttributeType; currency: string | null }[]>`
      select key, type, currency from attribute_definitions where org_id = ${orgId} and archived_at is null`,
    sql<{ key: string; columns: ObjectColumn[] }[]>`
      select key, columns from object_types where org_id = ${orgId} and archived_at is null`,
    sql<{ time_zone: string }[]>`select time_zone from organizations where id = ${orgId}`,
  ]);
  return {
    attributes: Object.fromEntries(attributes.map(({ key, ...rest }) => [key, rest])),
    objects: Object.fromEntries(objects.map(({ key, columns }) => [key, columns])),
    timeZone: own?.time_zone ?? "UTC",
  };
}

/** A message may be delivered up to thirty days after it was handed over: a dearer card that comes into force by then counts. */
async function pricesOf(
  { sql, orgId }: OrgScope,
  channel: string,
  category: string,
): Promise<Pick<CampaignWork, "currency" | "prices">> {
  const rows = await sql<{ market: string; currency: string; micros: string }[]>`
    with mine as (select currency, (app_now() at time zone time_zone)::date as today from organizations where id = ${orgId}),
    chosen as (
      select coalesce((select c.currency from rate_cards c, mine m where c.channel = ${channel} and c.valid_from <= m.today
        order by c.currency = m.currency desc, c.currency = 'USD' desc limit 1), (select currency from mine)) as currency
    ), current as (
      select max(c.valid_from) as valid_from from rate_cards c, mine m, chosen h
      where c.channel = ${channel} and c.currency = h.currency and c.valid_from <= m.today
    )
    select r.market, c.currency, max(r.micros)::text as micros
    from rate_cards c join rates r on r.rate_card_id = c.id, mine m, chosen h, current u
    where c.channel = ${channel} and c.currency = h.currency and c.valid_from between u.valid_from and m.today + 30
      and r.category = ${category}
    group by r.market, c.currency`;
  return {
    currency: rows[0]?.currency ?? "USD",
    prices: new Map(rows.map(({ market, micros }) => [market, BigInt(micros)])),
  };
}
