import { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { readFacts } from "./read-facts";
import { type Facts, firstRules, type RuleSet } from "./rules/routing-rules";

export interface RulesView {
  /** 0 while none were saved: then it goes as `firstRules` says. */
  version: number;
  set: RuleSet;
  /** The newest fifty, newest first. */
  versions: { version: number; note: string; by: string | null; at: Date; rules: number }[];
}

/** The rules in force, and how they came to be. */
export async function rulesInForce(scope: MemberScope): Promise<RulesView> {
  return inOrg(scope, async ({ sql, orgId }) => {
    const rows = await sql<
      { version: number; note: string; by: string | null; at: string; count: number; rules: RuleSet | null }[]
    >`
      select r.version, r.note, m.name as by, r.created_at as at, jsonb_array_length(r.rules -> 'rules') as count,
        case when row_number() over (order by r.version desc) = 1 then r.rules end as rules
      from routing_rules r left join members m on m.org_id = ${orgId} and m.id = r.created_by
      where r.org_id = ${orgId} order by r.version desc limit 50`;
    return {
      version: rows[0]?.version ?? 0,
      set: rows[0]?.rules ?? firstRules,
      versions: rows.map(({ version, note, by, at, count }) => ({
        version,
        note,
        by,
        at: new Date(at),
        rules: count,
      })),
    };
  });
}

export const versionInput = z.object({ version: z.number().int().min(0) });

/** An earlier version, to look at or to bring back; 0 is as it began. Throws NOT_FOUND. */
export async function rulesOfVersion(
  scope: MemberScope,
  { version }: z.infer<typeof versionInput>,
): Promise<RuleSet> {
  if (version === 0) return firstRules;
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ rules: RuleSet }[]>`
      select rules from routing_rules where org_id = ${orgId} and version = ${version}`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row.rules;
}

export const pastInput = z.object({ find: z.string().trim().max(80).default("") });

export interface Past {
  conversationId: string;
  contactName: string | null;
  address: string;
  openedAt: Date;
  account: string;
  /** Who has or had it. */
  agent: string | null;
  facts: Facts;
}

/** The newest conversations, or those of who is called so, with what the rules would have been asked when each began. */
export async function pastConversations(
  scope: MemberScope,
  { find }: z.infer<typeof pastInput>,
): Promise<Past[]> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const like = `%${find.replace(/[\\%_]/g, "\\$&")}%`;
    const rows = await sql<(Omit<Past, "facts" | "openedAt"> & { openedAt: string })[]>`
      select c.id as "conversationId", k.name as "contactName", i.address, c.opened_at as "openedAt", a.name as account, m.name as agent
      from conversations c
        join contacts k on k.org_id = ${orgId} and k.id = c.contact_id
        join identities i on i.org_id = ${orgId} and i.id = c.identity_id
        join channel_accounts a on a.org_id = ${orgId} and a.id = c.channel_account_id
        left join members m on m.org_id = ${orgId} and m.id = c.assignee_id
      where c.org_id = ${orgId} and (${find} = '' or k.name ilike ${like} or i.address like ${like})
      order by c.id desc limit 20`;
    const facts = await readFacts(
      s,
      rows.map((row) => row.conversationId),
      "opened",
    );
    return rows.flatMap((row) => {
      const known = facts.get(row.conversationId);
      return known ? [{ ...row, openedAt: new Date(row.openedAt), facts: known }] : [];
    });
  });
}
