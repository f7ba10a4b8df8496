import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { TRPCError } from "@trpc/server";
import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deliveriesSettled } from "@/server/conversations/deliver";
import { startCarrier } from "@/server/sandbox/server";
import { changeRole } from "./organizations/change-role";
import { removeMember } from "./organizations/remove-member";
import { signOutEverywhere } from "./organizations/sign-out-everywhere";
import { allows, type Right, type Role, rights, roles } from "./permissions";
import { appRouter, callerFor } from "./router";
import type { SessionClaims } from "./scope";
import { withDatabase } from "./testing/environment";
import { createMember } from "./testing/factories";
import { outsideOrganizations, procedureCases } from "./testing/procedure-cases";
import { createWorld, type World } from "./testing/world";
import { makeContext, memberOf } from "./trpc";
import { publicError } from "./trpc-errors";

/** Takes every webhook of the simulated carrier: what the app does with them is proved elsewhere. */
const door = createServer((request, response) => request.resume().on("end", () => response.end()));
let carrier: Awaited<ReturnType<typeof startCarrier>>;
let owner: Sql;
let ours: World;
let theirs: World;

const database = withDatabase(async () => {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const dataDir = mkdtempSync(path.join(tmpdir(), "hilo-carrier-"));
  carrier = await startCarrier({ port: 0, dataDir, adminKey: "key" });
  const appUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
  return {
    SANDBOX_URL: carrier.url,
    WHATSAPP_GRAPH_URL: carrier.url,
    SANDBOX_ADMIN_KEY: "key",
    APP_URL: appUrl,
  };
});

beforeAll(async () => {
  owner = postgres(database.current.ownerUrl, { max: 1 });
  [ours, theirs] = [await createWorld(), await createWorld()];
});
afterAll(async () => {
  await deliveriesSettled();
  await Promise.all([owner.end(), carrier.close()]);
  door.closeAllConnections();
  door.close();
});

interface Procedure {
  path: string;
  right: Right | undefined;
}

const procedures: Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { meta?: { right?: Right } } }>,
).map(([path, { _def }]) => ({ path, right: _def.meta?.right }));
const guarded = procedures.filter((p): p is { path: string; right: Right } => p.right !== undefined);
const named = guarded.filter((p) => procedureCases[p.path]?.foreign);

interface Outcome {
  /** Null when it went well. */
  code: string | null;
  answer: unknown;
}

/** Calls a procedure as the browser would, and says how it ended. */
async function call(
  path: string,
  as: { claims: SessionClaims | null; slug: string },
  input: unknown,
): Promise<Outcome> {
  const { claims, slug } = as;
  const member = () => memberOf(claims, slug);
  const context = makeContext({ claims, headers: new Headers(), ip: "192.0.2.1", member });
  const parts = path.split(".");
  const procedure = parts.reduce<unknown>(
    (at, part) => (at as Record<string, unknown>)[part],
    callerFor(context),
  );
  try {
    return { code: null, answer: await (procedure as (input: unknown) => Promise<unknown>)(input) };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    return { code: publicError(error).data.code, answer: publicError(error).data };
  }
}

/** What earlier calls set off is over before the next is compared with what was there. */
async function inputFor(path: string, world: World): Promise<unknown> {
  await deliveriesSettled();
  return procedureCases[path]?.input?.(world);
}
const asMember = (world: World, role: Role) => ({ claims: world.members[role].claims, slug: world.org.slug });

/** Everything that the database holds of an organization, as one fingerprint. */
async function fingerprint({ org }: World): Promise<string> {
  const tables = await owner<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`;
  const prints = tables.map(
    ({ name }) => owner`
      select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print from ${owner(name)} t
      where org_id = ${org.orgId}`,
  );
  return JSON.stringify(await Promise.all(prints));
}

test("every procedure has a case, and every case a procedure", () => {
  const cases = [...Object.keys(procedureCases), ...Object.keys(outsideOrganizations)];
  expect(procedures.map((p) => p.path).sort()).toEqual(cases.sort());
  expect(
    procedures
      .filter((p) => !p.right)
      .map((p) => p.path)
      .sort(),
  ).toEqual(Object.keys(outsideOrganizations).sort());
});

test("every right in the table guards something", () => {
  const elsewhere: Right[] = [
    "conversations:read-all",
    "contacts:read",
    "contacts:export",
    "contacts:export-history",
    "contacts:disclose",
    "campaigns:export",
    "parked:replay",
    "canned:share",
    "views:share",
  ];
  const used = new Set([...guarded.map((p) => p.right), ...elsewhere]);
  expect(Object.keys(rights).filter((right) => !used.has(right as Right))).toEqual([]);
});

describe("nobody gets in without a session that still holds", () => {
  const signedIn = Object.keys(outsideOrganizations).filter(
    (path) => outsideOrganizations[path] === "signed in",
  );
  test.each([...guarded.map((p) => p.path), ...signedIn])("%s", async (path) => {
    const input = await inputFor(path, ours);
    const { claims, slug } = asMember(ours, "owner");
    const ended = { ...claims, sessionVersion: claims.sessionVersion - 1 };
    expect((await call(path, { claims: null, slug }, input)).code).toBe("UNAUTHENTICATED");
    expect((await call(path, { claims: ended, slug }, input)).code).toBe("UNAUTHENTICATED");
  });
});

describe("a foreign organization is one that does not exist", () => {
  test.each(guarded.map((p) => p.path))("%s", async (path) => {
    const input = await inputFor(path, theirs);
    const before = await fingerprint(theirs);
    const { claims } = asMember(ours, "owner");
    const foreign = await call(path, { claims, slug: theirs.org.slug }, input);
    expect(foreign.code).toBe("NOT_FOUND");
    for (const slug of ["no-such-organization", "", "../x", `${ours.org.slug}%00`])
      expect(await call(path, { claims, slug }, input)).toEqual(foreign);
    expect(await fingerprint(theirs)).toBe(before);
  });
});

describe("another organization's ids name nothing here", () => {
  test.each(named.map((p) => p.path))("%s", async (path) => {
    const { foreign } = procedureCases[path] ?? {};
    const input = await inputFor(path, theirs);
    const before = await fingerprint(theirs);
    const all = await call(path, asMember(ours, "owner"), input);
    expect(all.code).toBe(foreign === "blind" ? null : foreign);
    expectNothingOf(theirs, all);
    // Each id by itself, among ids that are good: no check may hide behind an earlier one.
    for (const place of idsIn(input)) {
      const mixed = replaced(await inputFor(path, ours), place, valueAt(input, place));
      const one = await call(path, asMember(ours, "owner"), mixed);
      if (foreign === "blind") expect(one.code).toBeNull();
      else expect([null, "UNEXPECTED"], place.join(".")).not.toContain(one.code);
      expectNothingOf(theirs, one);
    }
    expect(await fingerprint(theirs)).toBe(before);
  });
});

function expectNothingOf({ org, numberId }: World, { code, answer }: Outcome): void {
  const said = JSON.stringify(answer ?? null);
  for (const secret of [org.orgId, org.slug, org.owner.email]) expect(said).not.toContain(secret);
  if (code === null) expect(said).not.toContain(numberId);
}

type Place = string[];
const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Chosen by the browser for what does not exist yet: it names nothing of anybody. */
const isOfTheBrowser = (name: unknown) => /^client[A-Z]\w*Id$/.test(String(name));

/** Where ids stand in an input; those that the caller makes up name nothing. */
function idsIn(input: unknown, at: Place = []): Place[] {
  if (typeof input === "string") return uuid.test(input) && !isOfTheBrowser(at.at(-1)) ? [at] : [];
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) => idsIn(value, [...at, key]));
}

function valueAt(input: unknown, place: Place): unknown {
  return place.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], input);
}

function replaced(input: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  const changed = {
    ...(input as Record<string, unknown>),
    [key]: replaced(valueAt(input, [key]), rest, value),
  };
  return Array.isArray(input) ? Object.values(changed) : changed;
}

describe("each role may do what the table says, and nothing else", () => {
  test.each(guarded)("$path needs $right", async ({ path, right }) => {
    for (const role of roles) {
      const input = await inputFor(path, ours);
      const before = allows(role, right) ? null : await fingerprint(ours);
      const { code } = await call(path, asMember(ours, role), input);
      if (before === null) expect([role, null, ...(procedureCases[path]?.may ?? [])]).toContain(code);
      else {
        expect([role, code]).toEqual([role, "FORBIDDEN"]);
        expect(await fingerprint(ours)).toBe(before);
      }
    }
  });
});

describe("what is taken away is gone at the next call", () => {
  const settings = "organizations.settings";
  const change = { path: "organizations.update", input: { name: "Mine" } };

  test("a role", async () => {
    const { claims, memberId } = await createMember(ours.org, "admin");
    const as = { claims, slug: ours.org.slug };
    expect((await call(change.path, as, change.input)).code).toBeNull();
    await changeRole(ours.org.owner.scope, { memberId, role: "agent" });
    expect((await call(change.path, as, change.input)).code).toBe("FORBIDDEN");
    expect((await call(settings, as, undefined)).code).toBeNull();
  });

  test("a membership, also with a session that is still good elsewhere", async () => {
    const { claims, memberId } = await createMember(ours.org, "agent");
    const as = { claims, slug: ours.org.slug };
    expect((await call(settings, as, undefined)).code).toBeNull();
    await removeMember(ours.org.owner.scope, { memberId }, async () => {});
    expect((await call(settings, as, undefined)).code).toBe("NOT_FOUND");
    expect((await call("users.me", as, undefined)).code).toBeNull();
  });

  test("every session of a person, in every browser", async () => {
    const { claims, userId } = await createMember(ours.org, "agent");
    const as = { claims, slug: ours.org.slug };
    expect((await call(settings, as, undefined)).code).toBeNull();
    await signOutEverywhere(userId);
    expect((await call(settings, as, undefined)).code).toBe("UNAUTHENTICATED");
    expect((await call("users.me", as, undefined)).code).toBe("UNAUTHENTICATED");
  });
});
