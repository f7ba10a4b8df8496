import type { PendingQuery, Row } from "postgres";
import type { OrgScope } from "@/db/org";
import { compileCondition } from "./compile-condition";
import type { Definition } from "./rules/definition";

/** A piece of a statement, its values parameters. */
export type Piece = PendingQuery<Row[]>;

/**
 * For whom a definition holds: a condition on `contacts`, alias k, of the scope's organization; contacts that were merged away are not
 * among them. Times count back from app_now(), days by the organization's calendar. Each part asks by the contact, so that the planner
 * may read all at once or probe for one: `where ${segmentWhere(s, definition)} and k.id = any(…)` is as cheap as it looks.
 */
export function segmentWhere(s: OrgScope, definition: Definition): Piece {
  const parts = definition.conditions.map((one) =>
    one.kind === "group"
      ? joined(
          s,
          one.match,
          one.conditions.map((inner) => compileCondition(s, inner)),
        )
      : compileCondition(s, one),
  );
  return s.sql`k.org_id = ${s.orgId} and k.merged_into is null and ${joined(s, definition.match, parts)}`;
}

function joined({ sql }: OrgScope, match: "all" | "any", [first, ...rest]: Piece[]): Piece {
  if (!first) return sql`false`;
  const all = rest.reduce(
    (before, next) => (match === "all" ? sql`${before} and ${next}` : sql`${before} or ${next}`),
    first,
  );
  return sql`(${all})`;
}
