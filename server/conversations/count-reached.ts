import type { OrgScope } from "@/db/org";

/** Whoever is written to outside a window counts towards the carrier's limit of people per day, whoever of ours writes. */
export async function countReached(
  { sql }: OrgScope,
  connectionId: string,
  contactIds: string[],
): Promise<void> {
  if (contactIds.length === 0) return;
  await sql`
    insert into reached (connection_id, contact_id, at) select ${connectionId}, x, app_now() from unnest(${contactIds}::uuid[]) x order by x
    on conflict (org_id, connection_id, contact_id) do update set at = excluded.at`;
}
