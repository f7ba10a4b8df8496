import type { z } from "zod";
import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { MemberScope } from "@/server/scope";
import { readLive } from "./read-live";
import type { LiveOutcome } from "./rules/outcome";
import type { refreshing } from "./schema";

/** Asks the sources about a contact: as a page opens what is stale, and everything when a person asks for it. Throws NOT_FOUND. */
export async function refreshContact(
  scope: MemberScope,
  { contactId, which }: z.infer<typeof refreshing>,
): Promise<{ connectorId: string; outcome: LiveOutcome; asOf: Date | null }[]> {
  const readings = await readLive(scope, {
    contactIds: [contactId],
    ...(which === "all" && { notOlderThan: scope.now }),
  });
  await inOrg(scope, async (s) => {
    if (which === "all")
      await record(s, {
        action: "contact.refreshed",
        subject: ["contact", contactId],
        details: { outcomes: readings.map(({ connectorId, outcome }) => ({ connectorId, outcome })) },
      });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
  return readings.map(({ connectorId, outcome, asOf }) => ({ connectorId, outcome, asOf }));
}
