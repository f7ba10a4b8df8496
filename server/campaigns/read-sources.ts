import type { OrgScope } from "@/db/org";
import type { Mapping } from "@/server/connectors/rules/mapping";
import { type Definition, flat } from "@/server/segments/rules/definition";
import type { Slot } from "./rules/slot";
import type { CampaignDraft } from "./schema";

/** The connectors whose word a campaign rests on: where its check, or a value of its messages, reads what they write. None without a check. */
export async function sourcesOf({ sql, orgId }: OrgScope, draft: CampaignDraft): Promise<string[]> {
  if (!draft.check) return [];
  const wanted = namedBy(draft.check.condition, [
    ...draft.variants.flatMap(({ values }) => Object.values(values)),
    ...Object.values(draft.check.otherwise?.values ?? {}),
  ]);
  const rows = await sql<{ id: string; mapping: Mapping }[]>`
    select id, mapping from connectors where org_id = ${orgId} and archived_at is null order by id`;
  return rows
    .filter(
      ({ mapping }) =>
        mapping.attributes.some(({ key }) => wanted.has(`attribute:${key}`)) ||
        mapping.objects.some(({ typeKey }) => wanted.has(`object:${typeKey}`)),
    )
    .map(({ id }) => id);
}

function namedBy(definition: Definition, slots: Slot[]): Set<string> {
  return new Set([
    ...flat(definition).flatMap((one) => {
      if (one.kind === "attribute") return [`attribute:${one.attribute.key}`];
      return one.kind === "object" ? [`object:${one.typeKey}`] : [];
    }),
    ...slots.flatMap((slot) => {
      if (slot.from === "attribute") return [`attribute:${slot.key}`];
      return slot.from === "object" ? [`object:${slot.typeKey}`] : [];
    }),
  ]);
}
