import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";

export interface ConsentInput {
  identityId: string;
  channel: string;
  purpose: string;
  state: "in" | "out";
  source: string;
  evidence: Record<string, unknown>;
  occurredAt: Date;
}

/** Adds a dated opt-in or opt-out with its evidence; the newest by its own date counts. Harmless when repeated. */
export async function recordConsent(scope: OrgScope, consent: ConsentInput): Promise<void> {
  const id = newId();
  const [added] = await scope.sql`
    insert into consents (id, identity_id, channel, purpose, state, source, evidence, occurred_at)
    values (${id}, ${consent.identityId}, ${consent.channel}, ${consent.purpose}, ${consent.state}, ${consent.source},
      ${asRow(consent.evidence)}::text::jsonb, ${consent.occurredAt.toISOString()})
    on conflict do nothing returning id`;
  if (!added) return;
  await record(scope, {
    action: "consent.recorded",
    subject: ["identity", consent.identityId],
    details: { purpose: consent.purpose, state: consent.state },
  });
  await publish(scope, [{ kind: "contact", id: null }]);
}
