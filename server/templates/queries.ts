import { z } from "zod";
import { inOrg } from "@/db/org";
import type { MemberScope } from "@/server/scope";
import { ownAddress } from "./own-address";
import type { HeaderFile } from "./rules/draft";
import type { TemplateComponents } from "./schema";

export const templatesInput = z.object({
  conversationId: z.uuid().nullish(),
  channelAccountId: z.uuid().nullish(),
});

export interface TemplateItem {
  id: string;
  name: string;
  language: string;
  category: string;
  status: string;
  quality: string | null;
  reason: string | null;
  components: TemplateComponents;
}

/** The organization's templates, usable ones first; with a conversation or a number, those of its connection. */
export async function listTemplates(
  scope: MemberScope,
  { conversationId, channelAccountId }: z.infer<typeof templatesInput>,
): Promise<TemplateItem[]> {
  const rows = await inOrg(
    scope,
    (s) => s.sql<TemplateItem[]>`
      select t.id, t.name, t.language, t.category, t.status, t.quality, t.reason,
        shown_components(t.components, t.links, ${ownAddress()}) as components from templates t
      where t.org_id = ${s.orgId} and t.status <> 'DELETED' and (${conversationId ?? null}::uuid is null or t.connection_id = (
        select a.connection_id from conversations c join channel_accounts a on a.org_id = c.org_id and a.id = c.channel_account_id
        where c.org_id = t.org_id and c.id = ${conversationId ?? null}))
        and (${channelAccountId ?? null}::uuid is null or t.connection_id = (
          select a.connection_id from channel_accounts a where a.org_id = t.org_id and a.id = ${channelAccountId ?? null}))
      order by t.status = 'APPROVED' desc, t.name, t.language`,
  );
  return [...rows];
}

export const studioInput = z.object({
  /** Only the languages of this name. */
  name: z.string().max(512).nullish(),
  connectionId: z.uuid().nullish(),
});

export interface StudioTemplate extends TemplateItem {
  connectionId: string;
  parameterFormat: "positional" | "named";
  /** What the organization asked for; differs from `category` once the carrier gave another, at `categorySince`. */
  askedCategory: string | null;
  categorySince: string | null;
  /** Which category the carrier says that it will give, and from when. */
  nextCategory: string | null;
  nextCategoryAt: string | null;
  /** The example of its header, where it was last submitted from here. */
  headerFile: HeaderFile | null;
}

/** Where templates live: an account at the carrier, called by its numbers. */
export interface TemplateAccount {
  connectionId: string;
  numbers: string[];
}

export interface Studio {
  accounts: TemplateAccount[];
  templates: StudioTemplate[];
  /** What a button has for an address at the carrier to be measured. */
  ownAddress: string;
}

/** Every template that is not deleted, by name and language, and the accounts where one may be written. */
export async function readStudio(
  scope: MemberScope,
  { name, connectionId }: z.infer<typeof studioInput>,
): Promise<Studio> {
  return inOrg(scope, async ({ sql, orgId }) => {
    const [accounts, templates] = await Promise.all([
      sql<TemplateAccount[]>`
        select c.id as "connectionId", array_agg(a.name order by a.name) as numbers
        from connections c join channel_accounts a on a.org_id = c.org_id and a.connection_id = c.id and a.active
        where c.org_id = ${orgId} and c.removed_at is null group by c.id order by min(a.name), c.id`,
      sql<StudioTemplate[]>`
        select t.id, t.name, t.language, t.category, t.status, t.quality, t.reason,
          shown_components(t.components, t.links, ${ownAddress()}) as components,
          t.connection_id as "connectionId", t.parameter_format as "parameterFormat", t.asked_category as "askedCategory",
          t.category_since as "categorySince", t.next_category as "nextCategory", t.next_category_at as "nextCategoryAt",
          (select v.draft->'headerFile' from template_versions v where v.org_id = t.org_id and v.template_id = t.id
            and v.state not in ('draft', 'submitting') order by v.saved_at desc, v.id desc limit 1) as "headerFile"
        from templates t join connections c on c.org_id = t.org_id and c.id = t.connection_id and c.removed_at is null
        where t.org_id = ${orgId} and t.status <> 'DELETED' and (${name ?? null}::text is null or t.name = ${name ?? null})
          and (${connectionId ?? null}::uuid is null or t.connection_id = ${connectionId ?? null})
        order by t.name, t.connection_id, t.language`,
    ]);
    return { accounts: [...accounts], templates: [...templates], ownAddress: ownAddress() };
  });
}

export interface TemplateUsage {
  connectionId: string;
  name: string;
  language: string;
  /** Handed over in the last 30 days. */
  sent: number;
  /** What the carrier charged for them so far, a sum for each currency; none while nothing is charged. */
  costs: { micros: bigint; currency: string }[];
}

/** How often each template was sent in the last 30 days, and what that cost, from the ledger. */
export async function readTemplateUsage(scope: MemberScope): Promise<TemplateUsage[]> {
  const rows = await inOrg(
    scope,
    ({ sql, orgId }) => sql<UsageRow[]>`
      select a.connection_id as "connectionId", m.content->>'name' as name, m.content->>'language' as language,
        count(distinct u.id)::int as sent, coalesce(sum(c.micros), 0)::text as micros, c.currency
      from usage_events u
        join messages m on m.org_id = u.org_id and m.id = u.message_id
        join channel_accounts a on a.org_id = u.org_id and a.id = u.channel_account_id
        left join charges c on c.org_id = u.org_id and c.usage_event_id = u.id
      where u.org_id = ${orgId} and u.kind = 'HSM' and u.occurred_at > app_now() - interval '30 days'
      group by 1, 2, 3, c.currency order by 1, 2, 3`,
  );
  const all = new Map<string, TemplateUsage>();
  for (const { sent, micros, currency, ...of } of rows) {
    const key = `${of.connectionId} ${of.name} ${of.language}`;
    const usage = all.get(key) ?? { ...of, sent: 0, costs: [] };
    usage.sent += sent;
    if (currency) usage.costs.push({ micros: BigInt(micros), currency });
    all.set(key, usage);
  }
  return [...all.values()];
}

interface UsageRow {
  connectionId: string;
  name: string;
  language: string;
  sent: number;
  micros: string;
  currency: string | null;
}
