import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createAttribute } from "@/server/contacts/create-attribute";
import { setAttribute } from "@/server/contacts/set-attribute";
import { createPresenceReason } from "@/server/organizations/presence/create-presence-reason";
import { afterRulesSaved } from "@/server/reactions";
import type { Rule } from "@/server/routing/rules/routing-rules";
import { saveRules } from "@/server/routing/save-rules";
import type { MemberScope } from "@/server/scope";
import { setPolicy } from "@/server/sla/set-policy";
import type { Demo, Ways } from "./script";

/** What is kept of contacts, who gets whose conversations, what customers are promised, and why somebody may be away. */
export async function setWays(owner: MemberScope, demo: Demo, ways: Ways, teamIds: string[]): Promise<void> {
  for (const name of ways.reasons) await createPresenceReason(owner, { name, presence: "away" });
  const keys = new Map<string, string>();
  for (const { label, type, choices = [], values } of ways.attributes) {
    const { key } = await createAttribute(owner, { label, type, choices });
    keys.set(label, key);
    for (const [customer, value] of Object.entries(values)) {
      const contactId = await contactOf(owner, demo.customers[customer]?.name ?? "");
      if (contactId) await setAttribute(owner, { contactId, key, value });
    }
  }
  for (const { team, ...promise } of ways.promises) {
    const of = { teamId: teamIds[team] ?? null, priority: null, resolutionMinutes: null };
    await setPolicy(owner, { ...of, ...promise });
  }
  const set = {
    rules: rulesOf(ways, keys, teamIds),
    otherwise: [{ to: { kind: "number-team" as const }, after: 0 }],
    executiveMinutes: 15,
  };
  await saveRules(owner, { from: 0, set, note: "" }, () => afterRulesSaved(owner));
}

function rulesOf({ overdue, lastAgentDays }: Ways, keys: Map<string, string>, teamIds: string[]): Rule[] {
  const { attribute, days, team } = overdue;
  const rule = (name: string, when: Rule["when"], to: Rule["targets"][number]["to"]): Rule => ({
    ...{ id: newId(), name, active: true, when, elseAfter: 15 },
    targets: [{ to, after: 0 }],
  });
  return [
    rule(
      `${attribute} > ${days}`,
      [{ kind: "attribute", key: keys.get(attribute) ?? "", is: "more", value: days }],
      { kind: "team", id: teamIds[team] ?? "" },
    ),
    rule("Quien ya lo atendió", [{ kind: "last-agent", days: lastAgentDays }], { kind: "last-agent" }),
  ];
}

async function contactOf(owner: MemberScope, name: string): Promise<string | null> {
  const [row] = await inOrg(
    owner,
    (s) =>
      s.sql<{ id: string }[]>`select id from contacts where org_id = ${s.orgId} and name = ${name} limit 1`,
  );
  return row?.id ?? null;
}
