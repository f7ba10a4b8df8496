import { and, desc, isNull, lt } from "drizzle-orm";
import { z } from "zod";
import { inOrg } from "@/db/org";
import { parkedParts } from "@/db/schema/traces";
import type { MemberScope } from "@/server/scope";

export const parkedPage = z.object({
  /** The id of the last row seen. */
  cursor: z.uuid().nullish(),
});

const pageSize = 50;

/** What came in and could not be acted on, the latest first, with its reason and the whole part, by keyset. */
export async function parkedList(scope: MemberScope, input: z.infer<typeof parkedPage>) {
  const { cursor } = input;
  const rows = await inOrg(scope, (s) =>
    s.db
      .select({
        id: parkedParts.id,
        field: parkedParts.field,
        reason: parkedParts.reason,
        payload: parkedParts.payload,
        receivedAt: parkedParts.receivedAt,
      })
      .from(parkedParts)
      .where(and(isNull(parkedParts.replayedAt), cursor ? lt(parkedParts.id, cursor) : undefined))
      .orderBy(desc(parkedParts.id))
      .limit(pageSize + 1),
  );
  const page = rows.slice(0, pageSize);
  return { rows: page, nextCursor: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}
