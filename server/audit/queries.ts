import { and, desc, eq, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/org";
import { members } from "@/db/schema/organizations";
import { auditRows } from "@/db/schema/traces";
import type { MemberScope } from "@/server/scope";

export const auditPage = z.object({
  /** The id of the last row seen. */
  cursor: z.uuid().nullish(),
  actorId: z.string().max(100).optional(),
  action: z.string().max(100).optional(),
});

const pageSize = 50;

/** Who did what, the latest first, by keyset: ids are in the order of time. */
export async function auditTrail(scope: MemberScope, input: z.infer<typeof auditPage>) {
  const { cursor, actorId, action } = input;
  const rows = await inOrg(scope, (s) =>
    s.db
      .select({
        id: auditRows.id,
        at: auditRows.at,
        actorKind: auditRows.actorKind,
        actorId: auditRows.actorId,
        actorName: members.name,
        action: auditRows.action,
        subjectKind: auditRows.subjectKind,
        subjectId: auditRows.subjectId,
        details: auditRows.details,
      })
      .from(auditRows)
      .leftJoin(
        members,
        and(eq(auditRows.actorKind, "member"), sql`${members.id}::text = ${auditRows.actorId}`),
      )
      .where(
        and(
          cursor ? lt(auditRows.id, cursor) : undefined,
          actorId ? eq(auditRows.actorId, actorId) : undefined,
          action ? eq(auditRows.action, action) : undefined,
        ),
      )
      .orderBy(desc(auditRows.id))
      .limit(pageSize + 1),
  );
  const page = rows.slice(0, pageSize);
  return { rows: page, nextCursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}
