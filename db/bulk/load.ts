import postgres from "postgres";
import { sql } from "@/db/client";
import { type Founded, foundOrganization } from "@/db/found-organization";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { provisionSandboxNumber } from "@/server/channels/provision";
import { foldCosts } from "@/server/ledger/fold-costs";
import { type Scope, scopeForSystem } from "@/server/scope";
import { hashPassword } from "@/server/users/password";
import { type BulkPlan, idSql, nameSql } from "./plan";
import { foldCounts, type Slice, sliceStatements } from "./statements";

/** Everybody of a loaded organization signs in with it. */
export const bulkPassword = "hilo-grande-2026";

const perSlice = 5_000;

export interface Loaded {
  orgId: string;
  slug: string;
  /** Of the owner. */
  email: string;
  /** false: it was there before, and stays as it was. */
  fresh: boolean;
}

/**
 * Loads an organization of the plan's size, as the role `app` under row-level security: whatever it holds could have been
 * written by the product. One that was loaded before stays as it is. `onProgress` hears how many conversations there are.
 * Needs the sandbox carrier, which gives the numbers.
 */
export async function loadBulk(
  plan: BulkPlan,
  onProgress: (done: number) => void = () => undefined,
): Promise<Loaded> {
  const slug = `bulk-${plan.conversations}-${plan.seed}`;
  const email = `owner@${slug}.example`;
  const [made] = await sql()<{ org: string; now: string; name: string }[]>`
    select ${sql().unsafe(idSql(plan.seed, "organization", `${plan.conversations}::bigint * 1000`))} as org,
      date_trunc('minute', now())::text as now, ${sql().unsafe(nameSql(plan.seed, "0"))} as name`;
  if (!made) throw new Error("The database gave no answer");
  const [there] = await sql()`select 1 from users where email = ${email}`;
  if (there) {
    await refuseHalf(made.org, slug);
    return { orgId: made.org, slug, email, fresh: false };
  }
  const founded = await found(plan, slug, `Grupo ${made.name.split(" ").at(-1)} ${plan.seed}`);
  const accountIds = [
    await provisionSandboxNumber(founded.scope, { name: "Ventas", color: "teal" }),
    await provisionSandboxNumber(founded.scope, { name: "Soporte", color: "violet" }),
  ];
  const agentIds = founded.memberIds.slice(others.length);
  for (let from = 1; from <= plan.conversations; from += perSlice) {
    const to = Math.min(from + perSlice - 1, plan.conversations);
    await loadSlice(founded.scope, plan, {
      from,
      to,
      accountIds,
      teamIds: founded.teamIds,
      agentIds,
      now: made.now,
    });
    // Whoever plans for empty tables joins the slow way: after the first slice they are known, after the last exactly.
    if (plan.conversations > perSlice && (from === 1 || to === plan.conversations)) await analyze();
    // The costs page sums a slice at a time as the sweeper would; a million rows at once would outlast a statement.
    await foldCosts(founded.scope);
    onProgress(to);
  }
  await inOrg(founded.scope, async (s) => {
    await s.sql.unsafe(foldCounts);
    await record(s, {
      action: "organization.loaded",
      subject: ["organization", s.orgId],
      details: { ...plan },
    });
  });
  return { orgId: founded.scope.orgId, slug, email, fresh: true };
}

/** Only the owner of the tables may; a small load is left to the database's own rounds. */
async function analyze(): Promise<void> {
  const owner = process.env.DATABASE_OWNER_URL;
  if (!owner) return;
  const connection = postgres(owner, { max: 1, onnotice: () => undefined });
  await connection`vacuum (analyze)`.finally(() => connection.end());
}

/** Slices are transactions of their own: a load that was ended in the middle shows by the missing last line. */
async function refuseHalf(orgId: string, slug: string): Promise<void> {
  const [whole] = await inOrg(
    await scopeForSystem(orgId, "seed"),
    (s) => s.sql`select 1 from audit_rows where org_id = ${orgId} and action = 'organization.loaded'`,
  );
  if (!whole) throw new Error(`${slug} was left half loaded: choose another --seed.`);
}

const others = ["owner", "admin", "supervisor", "marketer", "back-office"] as const;

/** As many agents as the open conversations want, so that nobody is above their maximum. */
async function found(plan: BulkPlan, slug: string, name: string): Promise<Founded> {
  const agents = 3 + Math.ceil(plan.conversations / 800);
  const names = await sql()<{ name: string }[]>`
    select ${sql().unsafe(nameSql(plan.seed + 7, "i"))} as name from generate_series(1, ${others.length + agents}) i order by i`;
  const members = names.map((row, i) => {
    const role = others[i] ?? ("agent" as const);
    const who = i < others.length ? role : `agent${i - others.length + 1}`;
    return {
      name: row.name,
      email: `${who}@${slug}.example`,
      role,
      teams: role === "agent" ? [i % 4] : [],
      maxConversations: 100,
    };
  });
  const ids = await sql()<{ id: string }[]>`
    select ${sql().unsafe(idSql(plan.seed, "organization", `${plan.conversations}::bigint * 1000 + i`))} as id
    from generate_series(0, ${1_002 + 2 * members.length}) i order by i`;
  const plain = { slug, name, locale: "es", timeZone: "America/Argentina/Buenos_Aires", businessHours: null };
  const teams = ["Ventas", "Soporte", "Cobranzas", "Posventa"];
  return foundOrganization(
    { ...plain, teams, members, passwordHash: await hashPassword(bulkPassword) },
    (place) => ids[place]?.id ?? "",
  );
}

async function loadSlice(scope: Scope, plan: BulkPlan, slice: Slice): Promise<void> {
  await inOrg(scope, async (s) => {
    await s.sql`set local statement_timeout = 0`;
    await s.sql`set local work_mem = '64MB'`;
    for (const statement of sliceStatements(plan, slice)) await s.sql.unsafe(statement);
  });
}
