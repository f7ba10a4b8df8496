import type { Sql } from "postgres";
import { foundOrganization } from "@/db/found-organization";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createCampaign } from "@/server/campaigns/create-campaign";
import { workOf } from "@/server/campaigns/read-work";
import { campaignDraft } from "@/server/campaigns/schema";
import { provisionSandboxNumber, sandbox, sandboxBusiness } from "@/server/channels/provision";
import { refreshHealth } from "@/server/channels/refresh-health";
import { type MemberScope, scopeForNewMember } from "@/server/scope";
import { createSegment } from "@/server/segments/create-segment";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { browserOf } from "./bench/sessions";

export interface StagePlan {
  numbers: number;
  /** Contacts with a phone each and a yes to service messages; at most a million. */
  people: number;
  /** What the carrier takes of each number: 80 or 1,000 per second. */
  throughput: "STANDARD" | "HIGH";
}

/** An organization from which a campaign can be launched to everybody, with the carrier's limits of people lifted. */
export interface CampaignStage {
  orgId: string;
  slug: string;
  email: string;
  scope: MemberScope;
  numberIds: string[];
  phoneIds: string[];
  templateId: string;
  segmentId: string;
}

/** `owner`: of the database, whose statements may take their time. */
export async function campaignStage(plan: StagePlan, owner: Sql): Promise<CampaignStage> {
  const slug = `campaign-${newId().slice(-8)}`;
  const email = `owner@${slug}.example`;
  const { scope: system, memberIds } = await foundOrganization({
    ...{ slug, name: slug, locale: "es", timeZone: "UTC", businessHours: null, passwordHash: "-" },
    ...{
      teams: ["Ventas"],
      members: [{ name: "Olga", email, role: "owner", teams: [0], maxConversations: 100 }],
    },
  });
  const { orgId } = system;
  const scope = await scopeForNewMember(orgId, memberIds[0] ?? "", slug);
  const numberIds: string[] = [];
  for (let n = 1; n <= plan.numbers; n++)
    numberIds.push(await provisionSandboxNumber(scope, { name: `Número ${n}` }));
  const phoneIds = await liftLimits(scope, plan, numberIds);
  await syncConnectionTemplates(system);
  await gatherPeople(owner, orgId, plan.people);
  const segmentId = newId();
  await createSegment(scope, {
    clientSegmentId: segmentId,
    name: "Todos",
    definition: { match: "all", conditions: [{ kind: "country", is: "one-of", countries: ["AR"] }] },
  });
  const templateId = await templateOf(scope);
  return { orgId, slug, email, scope, numberIds, phoneIds, templateId, segmentId };
}

async function liftLimits(scope: MemberScope, plan: StagePlan, numberIds: string[]): Promise<string[]> {
  const id = sandboxBusiness(scope.orgId);
  await sandbox().changeBusiness(id, { messagingLimit: "TIER_UNLIMITED" });
  const { numbers } = await sandbox().business(id);
  for (const { id: phoneId } of numbers)
    await sandbox().happen(id, { type: "number.throughput", phoneId, level: plan.throughput });
  for (const numberId of numberIds) await refreshHealth(scope, { numberId });
  return numbers.map((number) => number.id);
}

const perSlice = 50_000;

/** With the phones of the sample bank's debtors (server/local/bank/customers.ts). */
async function gatherPeople(owner: Sql, orgId: string, people: number): Promise<void> {
  for (let from = 0; from < people; from += perSlice)
    await owner.begin(async (sql) => {
      await sql`select set_config('app.org_id', ${orgId}, true)`;
      await sql`
        with x as materialized (
          select gen_random_uuid() as id, gen_random_uuid() as identity, n, '117' || lpad(n::text, 7, '0') as line
          from generate_series(${from}::int, ${Math.min(people, from + perSlice) - 1}::int) n
        ), c as (
          insert into contacts (id, name, country) select id, 'Persona ' || n, 'AR' from x
        ), i as (
          insert into identities (id, contact_id, kind, value, address) select identity, id, 'phone', '54' || line, '549' || line from x
        )
        insert into consents (id, identity_id, channel, purpose, state, source, occurred_at)
        select gen_random_uuid(), identity, 'any', 'service', 'in', 'import', now() - interval '1 day' from x`;
    });
  // As the database does by itself within minutes of such a change.
  for (const table of ["contacts", "identities", "consents"]) await owner`vacuum (analyze) ${owner(table)}`;
}

/** What the planner believes, as the database brings it up to date by itself within a minute of a table's first rows. */
export async function learnStatistics(owner: Sql): Promise<void> {
  await owner`analyze`;
}

async function templateOf(scope: MemberScope): Promise<string> {
  const [row] = await inOrg(
    scope,
    ({ sql }) => sql<{ id: string }[]>`select id from templates where name = 'seguimos_con_tu_consulta'`,
  );
  if (!row) throw new Error("The sandbox gave no template");
  return row.id;
}

/** A draft that goes to everybody from all numbers, at any hour. */
export const draftOf = (stage: CampaignStage, more: object = {}) =>
  campaignDraft.parse({
    audience: { kind: "segment", segmentId: stage.segmentId },
    numberIds: stage.numberIds,
    variants: [
      { templateId: stage.templateId, values: { "1": { from: "name", part: "whole", fallback: null } } },
    ],
    quiet: null,
    ...more,
  });

/** Micros that one message to these people is reckoned with. */
export async function priceOf(stage: CampaignStage): Promise<bigint> {
  const draft = draftOf(stage);
  const work = await inOrg(stage.scope, (s) =>
    workOf(s, { id: newId(), name: "Precio", state: "draft", draft }),
  );
  const price = work?.prices.get("Argentina");
  if (!price) throw new Error("A message to Argentina has no price");
  return price;
}

/** Creates a campaign and has the app launch it, which wakes its own jobs. */
export async function launchFrom(stage: CampaignStage, more: object = {}): Promise<string> {
  const campaignId = newId();
  const draft = draftOf(stage, more);
  await createCampaign(stage.scope, { clientCampaignId: campaignId, name: campaignId, draft });
  const { campaigns } = await browserOf(stage);
  await campaigns.launch.mutate({ campaignId, version: 1 });
  return campaignId;
}
