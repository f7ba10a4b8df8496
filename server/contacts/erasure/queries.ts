import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import type { ErasureReason } from "./schema";
import { subjectOf } from "./subject";
import { walk } from "./walk";

export interface Erasure {
  reason: ErasureReason;
  requestedAt: Date;
  finishedAt: Date | null;
  counts: Record<string, number>;
}

/** How far the erasure of a contact is; null where none was asked for, or of another organization's. */
export async function erasureState(
  scope: MemberScope,
  { contactId }: { contactId: string },
): Promise<Erasure | null> {
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<
      {
        reason: ErasureReason;
        requested_at: string;
        finished_at: string | null;
        counts: Record<string, number>;
      }[]
    >`
      select reason, requested_at, finished_at, counts from erasures where org_id = ${orgId} and contact_id = ${contactId}
      order by requested_at desc limit 1`,
  );
  if (!row) return null;
  const { reason, requested_at, finished_at, counts } = row;
  return {
    reason,
    requestedAt: new Date(requested_at),
    finishedAt: finished_at ? new Date(finished_at) : null,
    counts,
  };
}

/** What is ours and says nothing to the contact: the index of the search. */
const inner = ["org_id", "search_words"];

/**
 * Everything that is kept of a contact, table by table, as JSON text in pieces; files as a list with where they can be fetched by who may
 * see them. Reads what an erasure takes, and the ledger's lines. Throws NOT_FOUND.
 */
export async function* disclosure(scope: MemberScope, contactId: string): AsyncGenerator<string> {
  const who = await inOrg(scope, async (s) => {
    const subject = await subjectOf(s, contactId);
    if (subject.contactIds.length === 0) throw new DomainError("NOT_FOUND", { contactId });
    await record(s, { action: "contact.disclosed", subject: ["contact", contactId] });
    return subject;
  });
  const about = { contactId, organization: scope.slug, at: scope.now.toISOString() };
  yield `{"about": ${JSON.stringify(about)}`;
  const ledger = {
    table: "usage_events",
    where: (s: Parameters<(typeof walk)[number]["where"]>[0]) =>
      s.sql`t.contact_id = any(${who.contactIds}::uuid[])`,
  };
  for (const { table, where } of [...walk, ledger]) {
    const rows = await inOrg(scope, (s) => {
      const own = where(s, who);
      return s.sql<{ row: string }[]>`
        select (to_jsonb(t) - ${inner}::text[])::text as row from ${s.sql(table)} t where t.org_id = ${s.orgId} and ${own}`;
    });
    yield `,\n"${table}": [${rows.map(({ row }) => row).join(",\n")}]`;
  }
  const files = await inOrg(
    scope,
    ({ sql, orgId }) => sql<{ id: string; name: string | null; mime: string; size: number | null }[]>`
      select a.id, a.name, a.mime, a.size from conversations c join messages m on m.org_id = c.org_id and m.conversation_id = c.id
        join attachments a on a.org_id = m.org_id and a.message_id = m.id
      where c.org_id = ${orgId} and c.contact_id = any(${who.contactIds}::uuid[]) and a.storage_key is not null`,
  );
  const listed = files.map((file) => ({
    ...file,
    fetch: `/api/media/${file.id}?org=${scope.slug}&download=1`,
  }));
  yield `,\n"files": ${JSON.stringify(listed)}}\n`;
}
