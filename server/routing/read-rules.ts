import type { OrgScope } from "@/db/org";
import { together } from "@/db/together";
import type { AttributeType } from "@/server/contacts/rules/attribute";
import { type Facts, firstRules, type Known, type RuleSet } from "./rules/routing-rules";

export interface InForce {
  version: number | null;
  set: RuleSet;
  known: Known;
}

/** The rules in force and what still exists of what they may name; without any, routing as it begins. */
export async function readRules(scope: OrgScope, kind: Facts["kind"] = "conversation"): Promise<InForce> {
  const { sql, orgId } = scope;
  const [rules, known] = await together([
    sql<{ version: number; rules: RuleSet }[]>`
      select version, rules from routing_rules where org_id = ${orgId} order by version desc limit 1`,
    readKnown(scope, kind),
  ]);
  return { version: rules[0]?.version ?? null, set: rules[0]?.rules ?? firstRules, known };
}

/** Whom a rule may name differs: conversations go to who answers customers, tasks to the back office. Without a kind: of either. */
export async function readKnown({ sql, orgId }: OrgScope, kind?: Facts["kind"]): Promise<Known> {
  const [row] = await sql<
    { members: string[]; teams: string[]; attributes: Record<string, AttributeType> }[]
  >`
    select
      array(select id from members where org_id = ${orgId} and removed_at is null
        and role <> 'marketer'
        and (${kind ?? null}::text is null or (role = 'back-office') = ${kind === "task"})) as members,
      array(select id from teams where org_id = ${orgId} and removed_at is null) as teams,
      coalesce((select jsonb_object_agg(key, type) from attribute_definitions where org_id = ${orgId} and archived_at is null), '{}')
        as attributes`;
  return {
    memberIds: row?.members ?? [],
    teamIds: row?.teams ?? [],
    attributes: row?.attributes ?? {},
  };
}
