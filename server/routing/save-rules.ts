import type { z } from "zod";
import { afterCommit, inOrg } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { lockRouting } from "./assign-waiting";
import { readKnown } from "./read-rules";
import { goneOf } from "./rules/decide-route";
import type { newRules } from "./schema";

/**
 * Puts a new version of the rules in force; what waits is asked again. Throws CONFLICT with the version that somebody saved meanwhile,
 * and NOT_FOUND for a team or member that is not here.
 */
export async function saveRules(
  scope: MemberScope,
  { from, set, note }: z.infer<typeof newRules>,
  afterRulesSaved: () => Promise<void>,
): Promise<{ version: number }> {
  return inOrg(scope, async (s) => {
    await lockRouting(s);
    const [last] = await s.sql<{ version: number }[]>`
      select coalesce(max(version), 0) as version from routing_rules where org_id = ${s.orgId}`;
    const version = (last?.version ?? 0) + 1;
    if (version !== from + 1) throw new DomainError("CONFLICT", { what: "version", version: version - 1 });
    const known = await readKnown(s);
    const lists = [set.otherwise, ...set.rules.filter((rule) => rule.active).map((rule) => rule.targets)];
    if (lists.some((targets) => goneOf(targets, known).length > 0)) throw new DomainError("NOT_FOUND");
    await s.sql`
      insert into routing_rules (version, rules, note, created_by, created_at)
      values (${version}, ${asRow(set)}::text::jsonb, ${note}, ${scope.actor.id}, app_now())`;
    await record(s, {
      action: "routing.rules-saved",
      subject: ["routing-rules", null],
      details: { version, rules: set.rules.length },
    });
    await publish(s, [{ kind: "routing", id: null }]);
    afterCommit(s, afterRulesSaved);
    return { version };
  });
}
