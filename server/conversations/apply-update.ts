import type { OrgScope } from "@/db/org";
import type { InboundPart } from "@/server/channels/adapter";
import { recordHealth, recordTrouble } from "@/server/channels/record-health";
import { changeIdentity } from "@/server/contacts/change-identity";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { saidAt } from "@/server/contacts/consent/rules/consent";
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
      const channel = await channelOf(scope, connectionId, accountId);
      await recordConsents(scope, [
        {
          ...{ identityId: who.identityId, channel, purpose, state, source: "carrier", evidence },
          occurredAt: saidAt(state, occurredAt),
        },
      ]);
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

/** A carrier's settings speak of its own channel; where it cannot be told, of all: a no too many is better than a message too many. */
async function channelOf(
  { sql, orgId }: OrgScope,
  connectionId: string | null,
  accountId: string | null,
): Promise<string> {
  const [row] = await sql<{ channel: string }[]>`
    select channel from connections where org_id = ${orgId} and id = ${connectionId}
    union all select channel from channel_accounts where org_id = ${orgId} and id = ${accountId} limit 1`;
  return row?.channel ?? "any";
}
