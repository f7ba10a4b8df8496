import type { OrgScope } from "@/db/org";
import type { InboundPart } from "@/server/channels/adapter";
import { recordHealth, recordTrouble } from "@/server/channels/record-health";
import { changeIdentity } from "@/server/contacts/change-identity";
import { recordConsent } from "@/server/contacts/record-consent";
import { resolveSenders } from "@/server/contacts/resolve-senders";
import { applyTemplateUpdate } from "@/server/templates/apply-update";
import { appendEvent } from "./append-event";

export interface Update {
  part: Extract<
    InboundPart,
    { type: "identity-changed" | "consent" | "template" | "account-health" | "connection-event" }
  >;
  accountId: string | null;
  connectionId: string | null;
  field: string;
}

/** Applies what a carrier reports besides messages and statuses. Returns the reason when the part has to be parked. */
export async function applyUpdate(
  scope: OrgScope,
  { part, accountId, connectionId, field }: Update,
): Promise<string | undefined> {
  switch (part.type) {
    case "identity-changed": {
      const contactId = await changeIdentity(scope, part.previous, part.current);
      if (!contactId) return "identity-without-address";
      await appendEvent(scope, { contactId }, "identity-changed", {});
      return undefined;
    }
    case "consent": {
      const [who] = await resolveSenders(scope, [part.from]);
      if (!who) return "consent-without-address";
      const { purpose, state, occurredAt } = part;
      const evidence = { field, detail: part.detail };
      await recordConsent(scope, {
        identityId: who.identityId,
        channel: "any",
        purpose,
        state,
        source: "carrier",
        evidence,
        occurredAt,
      });
      return undefined;
    }
    case "template":
      if (!connectionId) return "no-connection";
      await applyTemplateUpdate(scope, connectionId, part);
      return undefined;
    case "account-health":
      await recordHealth(scope, { accountId, connectionId, health: part.health, at: part.occurredAt });
      return undefined;
    case "connection-event":
      if (!connectionId) return "no-connection";
      if (part.trouble)
        await recordTrouble(scope, connectionId, part.event, JSON.stringify(part.detail).slice(0, 500));
      return undefined;
  }
}
