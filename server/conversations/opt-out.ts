import type { OrgScope } from "@/db/org";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { saidAt } from "@/server/contacts/consent/rules/consent";
import { asksToStop } from "@/server/contacts/rules/opt-out";
import { appendEvent } from "./append-event";
import type { Applied, Row } from "./insert-messages";
import type { MessageContent } from "./schema";

/**
 * Whoever writes that they want no more promotions gets none from then on, and the thread says so. Part of receive, in its transaction:
 * nothing leaves between the word and its effect.
 */
export async function optOut(scope: OrgScope, rows: Row[], applied: Applied[]): Promise<void> {
  for (const row of rows) {
    const content = row.content as MessageContent;
    if (row.direction !== "in" || content.type !== "text" || !asksToStop(content.body)) continue;
    const conversationId = applied.find(({ id }) => id === row.id)?.conversation_id;
    if (!conversationId) continue;
    await recordConsents(scope, [
      {
        ...{
          identityId: row.identity_id,
          channel: "any",
          purpose: "marketing",
          state: "out",
          source: "keyword",
        },
        evidence: { messageId: row.id, text: content.body },
        occurredAt: saidAt("out", new Date(row.occurred_at)),
      },
    ]);
    await appendEvent(scope, { conversationId }, "opted-out", { messageId: row.id });
  }
}
