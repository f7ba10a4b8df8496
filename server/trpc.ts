import { initTRPC } from "@trpc/server";
import superjson from "superjson";
import { DomainError } from "./errors";
import type { Right } from "./permissions";
import { demand, type MemberScope, type SessionClaims, scopeForSession, sessionIsCurrent } from "./scope";
import { slug } from "./text";
import { publicError, toTRPCError } from "./trpc-errors";

/** One request: who is signed in, which organization its URL names, and where it comes from. Nothing here is checked yet. */
export interface Context {
  readonly claims: SessionClaims | null;
  readonly headers: Headers;
  readonly ip: string;
  /** The member's scope, asked of the database once per request however many calls it batches. */
  readonly member: () => Promise<MemberScope>;
}

interface Meta {
  /** The right that `can()` demands; absent for what needs no organization. */
  right?: Right;
}

interface Request {
  claims: SessionClaims | null;
  headers: Headers;
  ip: string;
  /** Asks for the scope in the organization that the URL names; rejects where it names none. */
  member: () => Promise<MemberScope>;
}

/** Remembers the scope for as long as the request lasts. */
export function makeContext({ member, ...request }: Request): Context {
  let scope: Promise<MemberScope> | undefined;
  return {
    ...request,
    member: () => {
      scope ??= member();
      return scope;
    },
  };
}

/** @param address the organization in the URL, unchecked; null where there is none. Throws as scopeForSession. */
export async function memberOf(claims: SessionClaims | null, address: string | null): Promise<MemberScope> {
  if (!claims) throw new DomainError("UNAUTHENTICATED");
  const known = slug.safeParse(address);
  // An ended session is told apart from a foreign organization even when the address is nonsense.
  return scopeForSession(claims, known.success ? known.data : "-");
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    isDev: false,
    errorFormatter: ({ shape, error }) => ({ ...shape, ...publicError(error) }),
  });

export const router = t.router;
export const createCaller = t.createCallerFactory;

/** tRPC's next() never rejects: what failed is in its result, and leaves here under a code of ours. */
const translate = t.middleware(async ({ next, path }) => {
  const result = await next();
  if (!result.ok) throw toTRPCError(result.error, path);
  return result;
});

/** For the few calls that need neither session nor organization; each is named in server/router.test.ts. */
export const open = t.procedure.use(translate);

/** For the few calls of a signed-in person outside any organization. Throws UNAUTHENTICATED for an ended session. */
export const signedIn = open.use(async ({ ctx, next }) => {
  const { claims } = ctx;
  if (!claims || !(await sessionIsCurrent(claims))) throw new DomainError("UNAUTHENTICATED");
  return next({ ctx: { claims } });
});

/**
 * The procedure builder: `can("teams:update").input(…).mutation(({ ctx, input }) => verb(ctx.scope, input))`.
 * The organization comes from the URL (header x-hilo-org), the scope from the database at every request.
 * Throws UNAUTHENTICATED, NOT_FOUND (unknown and foreign organization alike) or FORBIDDEN.
 */
export function can(right: Right) {
  return open.meta({ right }).use(async ({ ctx, next }) => {
    const scope = await ctx.member();
    demand(scope, right);
    return next({ ctx: { scope } });
  });
}
