import { closeSql } from "@/db/client";
import { provisionSandboxNumber, sandbox, sandboxBusiness } from "@/server/channels/provision";
import { signUp } from "@/server/organizations/sign-up";
import { afterSignUp } from "@/server/reactions";
import { scopeForSystem } from "@/server/scope";
import { hashPassword } from "@/server/users/password";
import { membershipsOf } from "@/server/users/queries";

export const password = "a rig that signs in like everybody";

/** An organization of a rig, with its owner's sign-in and the carrier's ids of its numbers. */
export interface RigOrganization {
  orgId: string;
  slug: string;
  email: string;
  phoneIds: string[];
}

/** This process takes on a copy's environment. */
export function enterWorld(env: Record<string, string>): void {
  Object.assign(process.env, env, { LOG_LEVEL: "silent" });
}

/**
 * Two organizations on the sandbox carrier, the first with two numbers. This process takes on the copy's environment for it.
 * Limits of the carrier are off: what refuses here shall be the faults alone.
 */
export async function foundWorld(env: Record<string, string>): Promise<RigOrganization[]> {
  enterWorld(env);
  const passwordHash = await hashPassword(password);
  const first = await found("Primera", passwordHash);
  const second = await found("Segunda", passwordHash);
  const scope = await scopeForSystem(first.orgId, "rig");
  await provisionSandboxNumber(scope, { name: "Otro número" });
  return Promise.all([first, second].map(withNumbers));
}

/** Ends this process's connections to the copy. */
export const leaveWorld = closeSql;

async function found(name: string, passwordHash: string): Promise<Omit<RigOrganization, "phoneIds">> {
  const email = `${name.toLowerCase()}@example.com`;
  const request = {
    email,
    name: `Dueña de ${name}`,
    organization: name,
    locale: "es" as const,
    timeZone: "America/Argentina/Buenos_Aires",
    passwordHash,
  };
  const { userId } = await signUp(request, afterSignUp);
  const [membership] = await membershipsOf(userId);
  if (!membership) throw new Error("The organization of the rig was not made");
  return { orgId: membership.orgId, slug: membership.slug, email };
}

async function withNumbers(org: Omit<RigOrganization, "phoneIds">): Promise<RigOrganization> {
  const id = sandboxBusiness(org.orgId);
  await sandbox().changeBusiness(id, { limits: "relaxed" });
  const { numbers } = await sandbox().business(id);
  return { ...org, phoneIds: numbers.map((number) => number.id) };
}
