import "server-only";
import { notFound, redirect } from "next/navigation";
import { currentSession, scopeForRequest } from "./auth-session";
import { DomainError } from "./errors";
import { allows, type Right } from "./permissions";
import { type MemberScope, type SessionClaims, sessionIsCurrent } from "./scope";

/**
 * First line of every page and layout below app/[org]. Who is not signed in signs in first; unknown organizations,
 * foreign ones and pages beyond one's rights are the same page that does not exist.
 */
export async function gate(slug: string, right?: Right): Promise<MemberScope> {
  const scope = await scopeForRequest(slug).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "UNAUTHENTICATED") return null;
    if (error instanceof DomainError && error.code === "NOT_FOUND") notFound();
    throw error;
  });
  if (!scope) redirect(`/sign-in?next=${encodeURIComponent(`/${slug}`)}`);
  if (right && !allows(scope.actor.role, right)) notFound();
  return scope;
}

/** Who is signed in, for pages outside any organization; null when the session has ended. */
export async function signedInUser(): Promise<SessionClaims | null> {
  const claims = await currentSession();
  return claims && (await sessionIsCurrent(claims)) ? claims : null;
}
