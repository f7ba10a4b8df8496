import fc from "fast-check";
import postgres from "postgres";
import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { mergeContacts } from "@/server/contacts/merges/merge-contacts";
import { withDatabase } from "@/server/testing/environment";
import { holds, type Judged } from "@/server/testing/segment-judge";
import {
  conditionArb,
  contactArb,
  createSegmentWorld,
  definitionArb,
  keepContact,
  type SegmentWorld,
} from "@/server/testing/segment-world";
import { segmentWhere } from "./compile";
import { type Definition, definition } from "./rules/definition";

const database = withDatabase();

/** Without its figures the planner takes every table for empty, and reads some of them once per contact. */
async function analyze(): Promise<void> {
  const owner = postgres(database.current.ownerUrl, { max: 1 });
  await owner`analyze`;
  await owner.end();
}

async function found(s: OrgScope, whole: Definition): Promise<string[]> {
  const rows = await s.sql<
    { id: string }[]
  >`select k.id from contacts k where ${segmentWhere(s, whole)} order by k.id`;
  return rows.map((row) => row.id);
}

async function compare(
  world: SegmentWorld,
  contacts: Judged[],
  wholes: fc.Arbitrary<Definition>,
  numRuns: number,
) {
  const judged = (whole: Definition) =>
    contacts
      .filter((who) => holds(whole, who, world.at))
      .map((who) => who.id)
      .sort();
  await fc.assert(
    fc.asyncProperty(wholes, async (whole) => {
      expect(definition.parse(whole)).toEqual(whole);
      const ids = await inOrg(world.org.owner.scope, (s) => found(s, whole));
      expect(ids).toEqual(judged(whole));
    }),
    { numRuns },
  );
}

test("every condition and every definition finds in the database whom it says", async () => {
  for (const seed of [1, 2, 3]) {
    const world = await createSegmentWorld();
    const contacts = fc
      .sample(contactArb(world), { numRuns: 40, seed })
      .map((who) => ({ ...who, id: newId() }));
    await inOrg(world.org.owner.scope, async (s) => {
      for (const who of contacts) await keepContact(s, who);
    });
    await analyze();
    const single = conditionArb(world).map((one): Definition => ({ match: "all", conditions: [one] }));
    await compare(world, contacts, single, 400);
    await compare(world, contacts, definitionArb(world), 150);
  }
}, 120_000);

test("a contact that was merged away is nowhere, and what it had is asked of the one that stays", async () => {
  const world = await createSegmentWorld();
  const [first, second] = fc.sample(contactArb(world), { numRuns: 2, seed: 4 });
  if (!first || !second) throw new Error("No sample");
  const kept: Judged = { ...first, id: newId(), lists: [], labels: [], objects: [], conversations: [] };
  const gone: Judged = { ...second, id: newId(), lists: world.lists, labels: world.labels };
  const { scope } = world.org.owner;
  await inOrg(scope, async (s) => {
    await keepContact(s, kept);
    await keepContact(s, gone);
    await mergeContacts(s, { keptId: kept.id, mergedId: gone.id, reason: "member" });
  });
  const both: Judged = {
    ...kept,
    ...{ lists: gone.lists, labels: gone.labels, objects: gone.objects, conversations: gone.conversations },
    consents: [...kept.consents, ...gone.consents],
    windows: [...kept.windows, ...gone.windows],
  };
  const facts = conditionArb(world)
    .filter(({ kind }) =>
      ["list", "label", "object", "heard", "told", "consent", "number", "cost"].includes(kind),
    )
    .map((one): Definition => ({ match: "all", conditions: [one] }));
  await compare(world, [both], facts, 100);
}, 60_000);

test("what a definition says is a parameter, whatever it says", async () => {
  const world = await createSegmentWorld();
  const odd = "'; drop table contacts; -- $1 {x} \\ \" %_";
  const whole: Definition = {
    match: "any",
    conditions: [
      { kind: "attribute", attribute: { key: "a", type: "text", test: { is: "contains", value: odd } } },
      { kind: "consent", channel: odd, purpose: "service", is: "in" },
      { kind: "channel", is: "used", channels: [odd] },
    ],
  };
  await inOrg(world.org.owner.scope, async (s) => expect(await found(s, whole)).toEqual([]));
});
