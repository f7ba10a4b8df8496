import type { OrgScope } from "@/db/org";
import type { Mapping } from "@/server/connectors/rules/mapping";
import { type Definition, flat } from "@/server/segments/rules/definition";
import type { Slot } from "./rules/slot";
import { type CampaignDraft, wordedBy } from "./schema";

export interface Sources {
  /** The connectors that are asked before each hand-over. */
  ids: string[];
  /** What they write, as `attribute:key` and `object:type`: a value that is not there yet may be by then. */
  fills: string[];
}

/** The connectors whose word a campaign rests on: where its check, or a value of its messages, reads what they write. None without a check. */
export async function sourcesOf({ sql, orgId }: OrgScope, draft: CampaignDraft): Promise<Sources> {
  if (!draft.check) return { ids: [], fills: [] };
  const wanted = namedBy(
    draft.check.condition,
    wordedBy(draft).flatMap(({ values }) => Object.values(values)),
  );
  const rows = await sql<{ id: string; mapping: Mapping }[]>`
    select id, mapping from connectors where org_id = ${orgId} and archived_at is null order by id`;
  const asked = rows
    .map(({ id, mapping }) => ({ id, writes: writtenBy(mapping) }))
    .filter(({ writes }) => writes.some((name) => wanted.has(name)));
  return { ids: asked.map(({ id }) => id), fills: asked.flatMap(({ writes }) => writes) };
}

const writtenBy = ({ attributes, objects }: Mapping): string[] => [
  ...attributes.map(({ key }) => `attribute:${key}`),
  ...objects.map(({ typeKey }) => `object:${typeKey}`),
];

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
