import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { attributeReplies } from "./attribute-replies";

/** So many are looked at in one transaction. */
const piece = 1_000;

/** Answers that a crash kept anybody from looking at: what was received a moment ago is left to whoever received it. Harmless when repeated. */
export async function sweepAnswers(scope: Scope): Promise<void> {
  for (;;) {
    const rows = await inOrg(
      scope,
      ({ sql, orgId }) => sql<{ id: string }[]>`
        select message_id as id from campaign_answers where org_id = ${orgId} and at < now() - interval '1 minute'
        order by at limit ${piece}`,
    );
    if (rows.length === 0) return;
    await attributeReplies(
      scope,
      rows.map(({ id }) => id),
    );
  }
}
