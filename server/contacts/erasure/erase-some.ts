import { inOrg, type OrgScope } from "@/db/org";
import { record } from "@/server/audit/record";
import { publish } from "@/server/realtime/publish";
import type { Scope } from "@/server/scope";
import { storage } from "@/server/storage";
import { scrubParts } from "./scrub-parts";
import { subjectOf } from "./subject";
import { type Step, type Subject, walk } from "./walk";

/** Rows of one transaction. */
const batch = 500;

/**
 * Goes on with an erasure for about `budgetMs`, batch by batch, from wherever it stands: what is gone is not there to be found again.
 * True once nothing is left, and it is written down as done.
 */
export async function eraseSome(scope: Scope, erasureId: string, budgetMs: number): Promise<boolean> {
  const until = performance.now() + budgetMs;
  const who = await inOrg(scope, async (s) => {
    const [row] = await s.sql<{ contact_id: string }[]>`
      select contact_id from erasures where org_id = ${s.orgId} and id = ${erasureId} and finished_at is null`;
    return row ? { contactId: row.contact_id, ...(await subjectOf(s, row.contact_id)) } : null;
  });
  if (!who) return true;
  if (who.contactIds.length > 0) {
    if (!(await eraseFiles(scope, erasureId, who, until))) return false;
    await count(scope, erasureId, "webhook_parts", await scrubParts(scope, who));
    for (const step of walk) {
      if (step.table === "consents") continue;
      if (!(await eraseRows(scope, erasureId, who, step, until))) return false;
    }
  }
  await finish(scope, erasureId, who.contactId);
  return true;
}

/** Files before the rows that name them: a crash between the two leaves a row without a file, never a file without a row. */
async function eraseFiles(scope: Scope, erasureId: string, who: Subject, until: number): Promise<boolean> {
  for (;;) {
    const files = await inOrg(
      scope,
      ({ sql, orgId }) => sql<{ id: string; storage_key: string }[]>`
        select a.id, a.storage_key from conversations c join messages m on m.org_id = c.org_id and m.conversation_id = c.id
          join attachments a on a.org_id = m.org_id and a.message_id = m.id
        where c.org_id = ${orgId} and c.contact_id = any(${who.contactIds}::uuid[]) and a.storage_key is not null limit 50`,
    );
    for (const file of files) await storage().delete(file.storage_key);
    await inOrg(
      scope,
      ({ sql, orgId }) => sql`
        update attachments set storage_key = null, state = 'gone', next_try_at = null
        where org_id = ${orgId} and id = any(${files.map(({ id }) => id)}::uuid[])`,
    );
    await count(scope, erasureId, "files", files.length);
    if (files.length === 0) return true;
    if (performance.now() > until) return false;
  }
}

async function eraseRows(
  scope: Scope,
  erasureId: string,
  who: Subject,
  step: Step,
  until: number,
): Promise<boolean> {
  for (;;) {
    const gone = await inOrg(scope, async (s) => {
      const rows = await deleteBatch(s, step, who);
      await add(s, erasureId, step.table, rows);
      return rows;
    });
    if (gone < batch) return true;
    if (performance.now() > until) return false;
  }
}

async function deleteBatch(s: OrgScope, { table, where }: Step, who: Subject): Promise<number> {
  const { sql, orgId } = s;
  const these = sql`ctid = any(array(select t.ctid from ${sql(table)} t where t.org_id = ${orgId} and ${where(s, who)} limit ${batch}))`;
  if (table === "identities") await countConsents(s, who);
  // The carrier counts them for the rest of the day: a row stays, and names nobody.
  if (table === "reached") {
    const nameless = await sql`update reached set contact_id = gen_random_uuid() where ${these}`;
    return nameless.count;
  }
  // A task's work item has the task's id, and names no conversation.
  const deleted =
    table === "tasks"
      ? await sql`
          with gone as (delete from tasks where ${these} returning id)
          delete from work_items w using gone where w.org_id = ${orgId} and w.id = gone.id`
      : await sql`delete from ${sql(table)} where ${these}`;
  return deleted.count;
}

/** They go with the identities of the same transaction: counted just before. */
async function countConsents({ sql, orgId }: OrgScope, { contactIds }: Subject): Promise<void> {
  await sql`
    update erasures e set counts = e.counts || jsonb_build_object('consents', coalesce((e.counts ->> 'consents')::int, 0) + x.n)
    from (select count(*)::int as n from identities i join consents s on s.org_id = i.org_id and s.identity_id = i.id
      where i.org_id = ${orgId} and i.contact_id = any(${contactIds}::uuid[])) x
    where e.org_id = ${orgId} and e.contact_id = any(${contactIds}::uuid[]) and x.n > 0`;
}

const count = (scope: Scope, erasureId: string, table: string, rows: number) =>
  inOrg(scope, (s) => add(s, erasureId, table, rows));

async function add({ sql, orgId }: OrgScope, erasureId: string, table: string, rows: number): Promise<void> {
  if (rows === 0) return;
  await sql`
    update erasures set counts = counts || jsonb_build_object(${table}::text, coalesce((counts ->> ${table}::text)::int, 0) + ${rows}::int)
    where org_id = ${orgId} and id = ${erasureId}`;
}

async function finish(scope: Scope, erasureId: string, contactId: string): Promise<void> {
  await inOrg(scope, async (s) => {
    const [done] = await s.sql<{ counts: Record<string, number> }[]>`
      update erasures set finished_at = app_now() where org_id = ${s.orgId} and id = ${erasureId} and finished_at is null
      returning counts`;
    if (!done) return;
    await record(s, {
      action: "contact.erased",
      subject: ["contact", contactId],
      details: { erasureId, ...done.counts },
    });
    await publish(s, [{ kind: "contact", id: contactId }]);
  });
}
