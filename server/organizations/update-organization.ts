import { eq } from "drizzle-orm";
import type { z } from "zod";
import { inOrg } from "@/db/org";
import { organizations } from "@/db/schema/organizations";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import type { organizationChange } from "./schema";

/** Changes what is named: name, language, time zone, business hours with holidays. The address stays. */
export async function updateOrganization(
  scope: MemberScope,
  input: z.infer<typeof organizationChange>,
): Promise<void> {
  const changed = Object.keys(input);
  if (changed.length === 0) return;
  await inOrg(scope, async (s) => {
    await s.db.update(organizations).set(input).where(eq(organizations.id, scope.orgId));
    await record(s, {
      action: "organization.updated",
      subject: ["organization", scope.orgId],
      details: { changed },
    });
    if ("closeReasonRequired" in input || "reopenHours" in input)
      await publish(s, [{ kind: "label", id: null }]);
  });
}
