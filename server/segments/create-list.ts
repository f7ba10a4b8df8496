import type { z } from "zod";
import { newId } from "@/db/id";
import { inOrg, type OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import { deleteParts } from "@/server/contacts/import/parts";
import { limits, UnreadableFile } from "@/server/contacts/import/rules/file";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type Found, findRows } from "./find-rows";
import { listDefinition } from "./rules/definition";
import type { newList } from "./schema";

type NewList = z.infer<typeof newList>;

/**
 * Makes a list of the contacts that the rows of a file name, by telephone, mail address, code or id. Nobody is made: rows that name
 * nobody are kept with their reason. A repetition makes no second one. Throws CONFLICT when a segment is called so, INVALID with the
 * reason for a file that nothing can be made of.
 */
export async function createList(
  scope: MemberScope,
  { clientSegmentId, name, fileName }: NewList,
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ segmentId: string }> {
  const before = await inOrg(scope, (s) => takenBy(s, clientSegmentId, name));
  if (!before) await keep(scope, { clientSegmentId, name, fileName }, await foundBy(scope, bytes));
  return { segmentId: clientSegmentId };
}

/** Whether the list is there already. Throws CONFLICT when another segment has the name: better before a file is read than after. */
async function takenBy({ sql, orgId }: OrgScope, segmentId: string, name: string): Promise<boolean> {
  const rows = await sql<{ id: string; same: boolean }[]>`
    select id, id = ${segmentId} as same from segments where org_id = ${orgId}
      and (id = ${segmentId} or (lower(name) = lower(${name}) and archived_at is null)) order by same desc`;
  const [first] = rows;
  if (first && !first.same) throw new DomainError("CONFLICT", { what: "name" });
  return first !== undefined;
}

async function foundBy(scope: MemberScope, bytes: AsyncIterable<Uint8Array>): Promise<Found> {
  const key = `${scope.orgId}/segments/${newId()}`;
  try {
    return await findRows(scope, key, bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new DomainError("INVALID", { ...error.refusal });
    throw error;
  } finally {
    await deleteParts(key, limits.bytes).catch(() => undefined);
  }
}

async function keep(
  scope: MemberScope,
  { clientSegmentId, name, fileName }: NewList,
  { rows, contactIds, errors }: Found,
): Promise<void> {
  const definition = asRow(listDefinition(clientSegmentId));
  await inOrg(scope, async (s) => {
    const [made] = await s.sql`
      insert into segments (id, name, kind, definition, created_by, created_at, updated_at, contacts, counted_at, file_name, file_rows, refused_rows)
      values (${clientSegmentId}, ${name}, 'list', ${definition}::text::jsonb, ${scope.actor.id}, app_now(), app_now(), 0, app_now(),
        ${fileName.slice(0, 240)}, ${rows}, ${errors.length}) on conflict do nothing returning id`;
    if (!made) {
      await takenBy(s, clientSegmentId, name);
      return;
    }
    // Whoever was erased while the file was read is on no list.
    const on = await s.sql`
      insert into segment_contacts (segment_id, contact_id)
      select ${clientSegmentId}, k.id from unnest(${contactIds}::uuid[]) x(id)
        join contacts k on k.org_id = ${s.orgId} and k.id = x.id and k.merged_into is null`;
    await s.sql`update segments set contacts = ${on.count} where org_id = ${s.orgId} and id = ${clientSegmentId}`;
    const kept = errors.slice(0, limits.errors);
    await s.sql`
      insert into segment_errors (segment_id, "row", reason)
      select ${clientSegmentId}, x.* from unnest(${kept.map((e) => e.row)}::int[], ${kept.map((e) => e.reason)}::text[]) x`;
    await record(s, {
      action: "segment.created",
      subject: ["segment", clientSegmentId],
      details: { count: on.count, rows, refused: errors.length },
    });
  });
}
