import { z } from "zod";
import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";

/** Which part of a conversation: the newest, the messages below a seq, those above one, or those around a message. */
export const threadInput = z.object({
  conversationId: z.uuid(),
  /** A message to begin around; what a permalink names. Counts where there is no cursor. */
  around: z.uuid().nullish(),
  /** A seq (the page above it), or what is after one (the page below it): the `before` and `after` of a page. */
  cursor: z.union([z.number().int(), z.object({ after: z.number().int() })]).nullish(),
  limit: z.number().int().min(1).max(200).default(50),
});
export type ThreadInput = z.infer<typeof threadInput>;

/** The seq of the message to begin around, or null. Throws NOT_FOUND where it is not of this conversation. */
export async function anchorOf(
  s: OrgScope,
  { conversationId, around, cursor }: ThreadInput,
): Promise<number | null> {
  if (!around || cursor) return null;
  const [row] = await s.sql<{ seq: number }[]>`
    select seq from messages where org_id = ${s.orgId} and id = ${around} and conversation_id = ${conversationId}`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row.seq;
}

/** The rows of `messages` in it, in SQL. */
export function threadRange(
  s: OrgScope,
  { conversationId, cursor, limit }: ThreadInput,
  anchor: number | null,
) {
  const { sql, orgId } = s;
  const part = (where: ReturnType<typeof sql>, order: "asc" | "desc", most: number) => sql`
    (select * from messages where org_id = ${orgId} and conversation_id = ${conversationId} ${where}
      order by seq ${sql.unsafe(order)} limit ${most})`;
  if (typeof cursor === "number") return part(sql`and seq < ${cursor}`, "desc", limit);
  if (cursor) return part(sql`and seq > ${cursor.after}`, "asc", limit);
  if (anchor === null) return part(sql``, "desc", limit);
  const above = Math.ceil(limit / 2);
  return sql`${part(sql`and seq <= ${anchor}`, "desc", above)} union all ${part(sql`and seq > ${anchor}`, "asc", limit - above)}`;
}
