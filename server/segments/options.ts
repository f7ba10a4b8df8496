import { inOrg } from "@/db/org";
import { type Attribute, attributeList } from "@/server/contacts/attribute-queries";
import { type ObjectType, objectTypeList } from "@/server/contacts/objects/queries";
import type { MemberScope } from "@/server/scope";

interface Named {
  id: string;
  name: string;
}

/** What conditions can name, archived things too: a definition may have been made before. */
export interface SegmentOptions {
  attributes: Attribute[];
  objects: ObjectType[];
  labels: (Named & { archived: boolean })[];
  members: (Named & { archived: boolean })[];
  numbers: (Named & { channel: string })[];
  /** Of the numbers, and of mail where somebody has an address. */
  channels: string[];
  lists: (Named & { archived: boolean })[];
  /** In which messages are paid, the usual one first. */
  currencies: string[];
}

export async function segmentOptions(scope: MemberScope): Promise<SegmentOptions> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const inside = { ...scope, ...s, actor: scope.actor };
    const [attributes, objects, [rest]] = await Promise.all([
      attributeList(inside),
      objectTypeList(inside),
      sql<Omit<SegmentOptions, "attributes" | "objects" | "channels">[]>`
        select
          (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'archived', archived_at is not null) order by lower(name)), '[]')
            from labels where org_id = ${orgId}) as labels,
          (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'archived', removed_at is not null) order by lower(name)), '[]')
            from members where org_id = ${orgId}) as members,
          (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'channel', channel) order by lower(name)), '[]')
            from channel_accounts where org_id = ${orgId}) as numbers,
          (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'archived', archived_at is not null) order by lower(name)), '[]')
            from segments where org_id = ${orgId} and kind = 'list') as lists,
          (select array_agg(c.currency order by c.currency <> coalesce(o.currency, 'USD'), c.currency) from (select distinct currency from rate_cards) c,
            (select currency from organizations where id = ${orgId}) o(currency)) as currencies`,
    ]);
    const { labels = [], members = [], numbers = [], lists = [], currencies } = rest ?? {};
    const channels = [...new Set([...numbers.map((one) => one.channel), "email"])];
    return {
      attributes,
      objects,
      labels,
      members,
      numbers,
      channels,
      lists,
      currencies: currencies ?? ["USD"],
    };
  });
}
