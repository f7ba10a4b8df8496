import { newId } from "@/db/id";
import type { OrgScope } from "@/db/org";
import { asRows } from "@/db/rows";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { ConsentSource } from "./schema";

export interface ConsentInput {
  identityId: string;
  /** Of the channel that it was said for; "any" for all of them. */
  channel: string;
  purpose: string;
  state: "in" | "out";
  source: ConsentSource;
  /** The text that was shown or read aloud, a version of `consent_texts`. */
  textId?: string | null;
  /** What proves it: the message's id, file and row, address and browser. */
  evidence: Record<string, unknown>;
  /** When it was said. What lies ahead counts as now: a date of tomorrow would outlive every no until then. */
  occurredAt: Date;
}

/**
 * Adds dated opt-ins and opt-outs with their evidence, any number in one statement; the newest by its own date counts. Harmless when
 * repeated. Returns how many were new.
 */
export async function recordConsents(scope: OrgScope, consents: ConsentInput[]): Promise<number> {
  if (consents.length === 0) return 0;
  const who = { actor_kind: scope.actor.kind, actor_id: scope.actor.id };
  const rows = consents.map((c) => ({ ...c, ...who, id: newId(), occurredAt: c.occurredAt.toISOString() }));
  const added = await scope.sql<{ identity_id: string; contact_id: string }[]>`
    with added as (
      insert into consents (id, identity_id, channel, purpose, state, source, actor_kind, actor_id, text_id, evidence, occurred_at)
      select id, "identityId", channel, purpose, state, source, actor_kind, actor_id, "textId", evidence, least("occurredAt", app_now())
      from jsonb_to_recordset(${asRows(rows)}::text::jsonb) as x(id uuid, "identityId" uuid, channel text, purpose text, state text,
        source text, actor_kind text, actor_id text, "textId" uuid, evidence jsonb, "occurredAt" timestamptz)
      on conflict do nothing returning identity_id)
    select a.identity_id, i.contact_id from added a join identities i on i.org_id = ${scope.orgId} and i.id = a.identity_id
    limit ${rows.length}`;
  if (added.length > 0) await tell(scope, consents, added);
  return added.length;
}

/** So many contacts are named one by one; of more, everybody looks again. */
const mostNamed = 50;

async function tell(
  scope: OrgScope,
  consents: ConsentInput[],
  added: { identity_id: string; contact_id: string }[],
): Promise<void> {
  const [one] = consents;
  const single = consents.length === 1 && one;
  await record(scope, {
    action: "consent.recorded",
    subject: single ? ["identity", one.identityId] : ["consent", null],
    details: single ? { purpose: one.purpose, state: one.state } : { count: added.length },
  });
  const contactIds = [...new Set(added.map((row) => row.contact_id))];
  const named = contactIds.length <= mostNamed ? contactIds : [null];
  await publish(
    scope,
    named.map((id) => ({ kind: "contact" as const, id })),
  );
}
