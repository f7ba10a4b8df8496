import type { OrgScope } from "@/db/org";

/**
 * Takes back the results of messages that the carrier called failed while they were being counted: whatever failed before or after that is
 * taken back by the database (drizzle/0047). What proves that the message arrived stays.
 */
export async function forgetResults({ sql, orgId }: OrgScope, messageIds: string[]): Promise<void> {
  await sql`select forget_results(${orgId}, ${messageIds}::uuid[])`;
}
