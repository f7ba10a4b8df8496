import { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { searchTerms } from "../rules/search-words";
import { readable } from "./visible";

export const searchThreadInput = z.object({ conversationId: z.uuid(), query: z.string().max(200) });
export const messageOnInput = z.object({ conversationId: z.uuid(), day: z.iso.date() });

/** Messages of one conversation that say all words, newest first; at most 200. Throws NOT_FOUND. */
export async function searchThread(
  scope: MemberScope,
  { conversationId, query }: z.infer<typeof searchThreadInput>,
): Promise<{ id: string; seq: number }[]> {
  const { words } = searchTerms(query);
  return inSeen(scope, conversationId, async (s) => {
    if (words.length === 0) return [];
    const asked = words.map(({ text, begins }) => `${text}${begins ? "*" : ""}`);
    return s.sql<{ id: string; seq: number }[]>`
      select m.id, m.seq from messages m
      where m.org_id = ${s.orgId} and m.conversation_id = ${conversationId} and m.search_words @@ search_query(${asked}::text[])
      order by m.seq desc limit 200`;
  });
}

/** The first message or note of a conversation on a day of the organization's calendar or after it; the last one where none is. Throws NOT_FOUND. */
export async function messageOn(
  scope: MemberScope,
  { conversationId, day }: z.infer<typeof messageOnInput>,
): Promise<{ id: string; occurredAt: Date } | null> {
  return inSeen(scope, conversationId, async ({ sql, orgId }) => {
    const from = sql`(${day}::date::timestamp at time zone ${scope.timeZone})`;
    const [found] = await sql<{ id: string; occurred_at: string }[]>`
      (select m.id, m.occurred_at, 1 as pick, m.seq from messages m where m.org_id = ${orgId} and m.conversation_id = ${conversationId}
        and m.direction <> 'event' and m.occurred_at >= ${from} order by m.seq limit 1)
      union all
      (select m.id, m.occurred_at, 2, m.seq from messages m where m.org_id = ${orgId} and m.conversation_id = ${conversationId}
        and m.direction <> 'event' order by m.seq desc limit 1)
      order by pick limit 1`;
    return found ? { id: found.id, occurredAt: new Date(found.occurred_at) } : null;
  });
}

async function inSeen<T>(
  scope: MemberScope,
  conversationId: string,
  read: Parameters<typeof inOrg<T>>[1],
): Promise<T> {
  return inOrg(scope, async (s) => {
    const bound = { ...scope, ...s, actor: scope.actor };
    const [there] =
      await s.sql`select 1 from conversations c where c.org_id = ${s.orgId} and c.id = ${conversationId} and ${readable(bound)}`;
    if (!there) throw new DomainError("NOT_FOUND");
    return read(s);
  });
}
