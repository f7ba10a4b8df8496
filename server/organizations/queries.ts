import { inOrg } from "@/db/org";
import { organizations } from "@/db/schema/organizations";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";

/** What the settings page shows of the organization itself. */
export async function organizationSettings(scope: MemberScope) {
  const [row] = await inOrg(scope, (s) =>
    s.db
      .select({
        id: organizations.id,
        slug: organizations.slug,
        name: organizations.name,
        locale: organizations.locale,
        timeZone: organizations.timeZone,
        currency: organizations.currency,
        businessHours: organizations.businessHours,
        sandbox: organizations.sandbox,
      })
      .from(organizations),
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}
