import { rmSync } from "node:fs";
import path from "node:path";
import { closeSql } from "@/db/client";
import { inOrg } from "@/db/org";
import { launch } from "@/server/local/launcher";
import { freeBlock } from "@/server/local/ports";
import { projectRoot } from "@/server/local/project";
import { assignWaiting } from "@/server/routing/assign-waiting";
import { finishWork } from "@/server/routing/finish-work";
import type { BenchOptions, Figures } from "./cli";
import { median, percentile, timed, up } from "./figures";
import { callerOf } from "./inbox-questions";
import { customersWrite, held, present, queueUp, type RoutingWorld, routingWorld } from "./routing-world";
import { claimsOf } from "./sessions";
import { reached } from "./targets";

const [rounds, claimers] = [3, 16];
const targets: Record<string, number> = {
  decisionP95: 50,
  eventToAssignP95: 1_000,
  drainSeconds: 5,
  overLimit: 0,
  doubleAssigned: 0,
  loadSpread: 1,
};

/**
 * Routing among 500 members: how long one decision and its claim take while thousands wait for a team that is not there; how soon a freed
 * place is taken; how long 10,000 that wait need until all are given away; and what the database says after 16 claimed at the same time.
 */
export async function routing(options: BenchOptions): Promise<{ figures: Figures; reached: boolean }> {
  const port = await freeBlock();
  const localDir = path.join(projectRoot, ".local/bench", String(port));
  const copy = await launch({ mode: "built", port, localDir, demo: false, onProgress: options.say });
  try {
    Object.assign(process.env, copy.env);
    const [agents, limit] = options.quick ? [50, 20] : [500, 20];
    const figures = {
      ...(await decisions(agents, options)),
      ...(await freedPlaces(agents, options)),
      ...(await drain(agents, limit, options)),
      ...(await crowd(agents, options)),
    };
    return { figures, reached: reached(figures, { atMost: targets }, options.say) };
  } finally {
    await closeSql();
    await copy.stop();
    if (!options.keep) rmSync(localDir, { recursive: true, force: true });
  }
}

/** One arrival at a time, in rounds that alternate with a claim of five plain statements by whoever holds the row. */
async function decisions(agents: number, { say }: BenchOptions): Promise<Figures> {
  const world = await routingWorld(agents, 20);
  const [sales, support] = world.teamIds;
  await queueUp(world, await customersWrite(world, agents * 4, support));
  // Of the two teams only every second member is there: the other's queue stays.
  await keepTeam(world, sales);
  const [ours, bare] = [[] as number[], [] as number[]];
  for (let round = -1; round < rounds; round++) {
    const [mine, plain] = [[] as number[], [] as number[]];
    for (const id of await customersWrite(world, 60, sales)) {
      mine.push(await timed(() => assignWaiting(world.scope, [id])));
      plain.push(await timed(() => plainClaim(world, id)));
    }
    // The first round prepares statements.
    if (round < 0) continue;
    ours.push(percentile(mine, 0.95));
    bare.push(percentile(plain, 0.95));
    say(`decisions ${round + 1}: p95 ${up(ours.at(-1) ?? 0)} ms, a plain claim ${up(bare.at(-1) ?? 0)} ms`);
  }
  return { decisionP95: up(median(ours)), plainClaimP95: up(median(bare)) };
}

async function keepTeam({ scope }: RoutingWorld, teamId: string | undefined): Promise<void> {
  await inOrg(
    scope,
    ({ sql, orgId }) => sql`
      update members m set presence = 'online' from team_members t
      where m.org_id = ${orgId} and t.org_id = m.org_id and t.member_id = m.id and t.team_id = ${teamId ?? null}`,
  );
}

async function plainClaim({ scope }: RoutingWorld, conversationId: string): Promise<void> {
  await inOrg(scope, async ({ sql, orgId }) => {
    await sql`select 1 from conversations where org_id = ${orgId} and id = ${conversationId} for update`;
    await sql`update work_items set priority = priority where org_id = ${orgId} and conversation_id = ${conversationId}`;
    await sql`update conversations set priority = priority where org_id = ${orgId} and id = ${conversationId}`;
  });
}

/** Everybody is full and many wait; a member closes one through the API: until somebody has the next. */
async function freedPlaces(agents: number, { say, quick }: BenchOptions): Promise<Figures> {
  const world = await routingWorld(agents, 2);
  await present(world, "online");
  const ids = await customersWrite(world, agents * 4);
  await queueUp(world, ids);
  await assignWaiting(world.scope);
  const api = await callerOf(world.slug, await claimsOf(world.emails[0] ?? ""));
  const times: number[] = [];
  for (let turn = 0; turn < (quick ? 10 : 60); turn++) {
    const conversationId = await firstHeldBy(world, world.memberIds[0] ?? "");
    const before = (await held(world)).waiting;
    const began = performance.now();
    const closing = api.conversations.close({ conversationIds: [conversationId] });
    while ((await held(world)).waiting === before) await new Promise((done) => setImmediate(done));
    times.push(performance.now() - began);
    await closing;
  }
  const eventToAssignP95 = up(percentile(times, 0.95));
  say(`a freed place is taken: p95 ${eventToAssignP95} ms`);
  return { eventToAssignP95 };
}

async function firstHeldBy({ scope }: RoutingWorld, memberId: string): Promise<string> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ id: string }[]>`
      select conversation_id as id from work_items where org_id = ${orgId} and assignee_id = ${memberId} and state = 'assigned' limit 1`,
  );
  if (!row) throw new Error("Nobody has anything");
  return row.id;
}

/** Nobody was there, everybody comes, and one event sets it off. */
async function drain(agents: number, limit: number, { say }: BenchOptions): Promise<Figures> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const world = await routingWorld(agents, limit);
    await queueUp(world, await customersWrite(world, agents * limit));
    await present(world, "online");
    seconds.push((await timed(() => assignWaiting(world.scope))) / 1_000);
    const { waiting, overLimit, doubleAssigned } = await held(world);
    say(`drain ${round + 1}: ${agents * limit} in ${up(seconds.at(-1) ?? 0, 2)} s`);
    if (waiting + overLimit + doubleAssigned > 0)
      throw new Error(`${waiting} still wait, ${overLimit} above their maximum, ${doubleAssigned} twice`);
  }
  return { drainSeconds: up(median(seconds), 2) };
}

/** Arrivals from 16 at once: loads stay alike. Then places are freed and taken by all of them at the same time. */
async function crowd(agents: number, { say }: BenchOptions): Promise<Figures> {
  const world = await routingWorld(agents, 10);
  await present(world, "online");
  const arrivals = await customersWrite(world, agents * 6);
  await eachAtOnce(arrivals, 8, (some) => assignWaiting(world.scope, some));
  const alike = await held(world);
  const more = await customersWrite(world, agents * 8);
  await eachAtOnce(more, 8, async (some, turn) => {
    await assignWaiting(world.scope, some);
    await finishWork(world.scope, arrivals.slice(turn * 8, turn * 8 + 8));
    await assignWaiting(world.scope);
  });
  const after = await held(world);
  say(`${claimers} at once: loads ${alike.loadSpread} apart, ${after.overLimit} above their maximum`);
  return {
    loadSpread: alike.loadSpread,
    overLimit: alike.overLimit + after.overLimit,
    doubleAssigned: after.doubleAssigned,
  };
}

/** Shares out `items`, so many at a time, among the claimers. */
async function eachAtOnce<T>(
  items: T[],
  size: number,
  work: (some: T[], turn: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  const claimer = async () => {
    for (let turn = next++; turn * size < items.length; turn = next++)
      await work(items.slice(turn * size, (turn + 1) * size), turn);
  };
  await Promise.all(Array.from({ length: claimers }, claimer));
}
