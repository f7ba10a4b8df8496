import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import type { Scope } from "@/server/scope";
import type { Subject } from "./walk";

/** So many days of what came in are kept at most while all is settled (drizzle/0001), and some for what is not. */
const days = 40;

/**
 * Empties what carriers sent of a contact, a day at a time. The rows stay with their hashes, so that what is delivered again is still
 * known; what has not been applied yet is left for that, and makes somebody new. Only what came through the organization's own
 * connections, or names one of its numbers.
 */
export async function scrubParts(scope: Scope, { needles }: Subject): Promise<number> {
  let rows = 0;
  for (let day = 0; day <= days && needles.length > 0; day++)
    rows += await inOrg(scope, async (s) => {
      const { sql, orgId } = s;
      const done = await sql`
        update webhook_parts set payload = '{}', reason = 'erased' where received_on = (now() at time zone 'utc')::date - ${day}::int
          and state <> 'pending' and payload like any(${needles}::text[])
          and (connection_id in (select id from connections where org_id = ${orgId}) or (connection_id is null and payload like any(array(
            select '%"' || external_id || '"%' from channel_accounts where org_id = ${orgId}
            union all select '%"' || external_id || '"%' from connections where org_id = ${orgId}))))`;
      if (done.count > 0)
        await record(s, {
          action: "parts.scrubbed",
          subject: ["part", null],
          details: { count: done.count },
        });
      return done.count;
    });
  return rows;
}
