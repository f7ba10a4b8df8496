import { z } from "zod";
import { inOrg, type OrgScope } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import { searchScore } from "../rules/search-score";
import { type SearchTerms, searchTerms } from "../rules/search-words";
import { markDigits, type Segment, snippetOf } from "../rules/snippet";
import type { ConversationState } from "../schema";
import { type MessageHit, messageHits, type Where } from "./search-hits";
import { visible } from "./visible";

const query = z.string().trim().max(200);
export const searchInput = z.object({ query: z.string().max(200) });
export const searchPeopleInput = searchInput;
export const searchMessagesInput = z.object({
  query: z.string().max(200),
  /** Notes are among the messages. Where files are asked for, their names count and nothing else. */
  among: z.enum(["messages", "notes", "files"]).default("messages"),
  /** The `next` of the page before. */
  cursor: z.uuid().nullish(),
  limit: z.number().int().min(1).max(60).default(40),
});

export interface ContactHit extends Where {
  name: Segment[];
  addressMarked: Segment[];
  lastMessageAt: Date;
}

export interface ConversationHit extends Where {
  state: ConversationState;
  lastMessageAt: Date;
  preview: { kind: string; text: string } | null;
}

export interface Found {
  contacts: ContactHit[];
  conversations: ConversationHit[];
  messages: MessageHit[];
  files: MessageHit[];
}

type Bound = OrgScope & MemberScope;
const few = 6;
/** As many as anybody reads through: who looks for one more writes one letter more. */
const manyPeople = 40;

/**
 * The best of everything that fits, some of each kind, for who is still typing. A member finds what they may read: messages, notes and
 * files of conversations that they see, and the people of those.
 */
export async function search(scope: MemberScope, input: z.infer<typeof searchInput>): Promise<Found> {
  const terms = searchTerms(input.query);
  if (terms.words.length === 0 && !terms.digits)
    return { contacts: [], conversations: [], messages: [], files: [] };
  return inOrg(scope, async (s) => {
    const bound: Bound = { ...scope, ...s, actor: scope.actor };
    const [people, messages, files] = await Promise.all([
      findPeople(bound, terms, few),
      findMessages(bound, terms, { among: "messages", limit: 40 }),
      findMessages(bound, terms, { among: "files", limit: 20 }),
    ]);
    return { ...people, messages: messages.hits.slice(0, 2 * few), files: files.hits.slice(0, few) };
  });
}

/** The people who fit best, each with their conversations, as one who sees them finds them. */
export async function searchPeople(
  scope: MemberScope,
  input: z.infer<typeof searchPeopleInput>,
): Promise<Pick<Found, "contacts" | "conversations">> {
  const terms = searchTerms(query.parse(input.query));
  if (terms.words.length === 0 && !terms.digits) return { contacts: [], conversations: [] };
  return inOrg(scope, (s) => findPeople({ ...scope, ...s, actor: scope.actor }, terms, manyPeople));
}

/**
 * A page of messages (or notes, or files): the newest that fit, the best of them first. `next` leads further back; a page may be short or empty
 * where little fits and much had to be read, and still have a next.
 */
export async function searchMessages(
  scope: MemberScope,
  input: z.infer<typeof searchMessagesInput>,
): Promise<{ hits: MessageHit[]; next: string | null }> {
  const terms = searchTerms(query.parse(input.query));
  if (terms.words.length === 0) return { hits: [], next: null };
  return inOrg(scope, (s) => findMessages({ ...scope, ...s, actor: scope.actor }, terms, input));
}

async function findMessages(
  s: Bound,
  terms: SearchTerms,
  {
    among,
    cursor,
    limit,
  }: { among: "messages" | "notes" | "files"; cursor?: string | null | undefined; limit: number },
): Promise<{ hits: MessageHit[]; next: string | null }> {
  if (terms.words.length === 0) return { hits: [], next: null };
  const of = s.sql.unsafe(`search_${among}`);
  const [found] = await s.sql<{ ids: string[]; rest: string | null }[]>`
    select ids, rest from ${of}(${asked(terms)}::text[], ${cursor ?? null}::uuid, ${limit}, ${all(s)}, ${s.actor.id}, ${s.actor.teamIds}::uuid[])`;
  const ids = found?.ids ?? [];
  const hits =
    ids.length > 0 ? await messageHits(s, among === "files" ? "files" : "messages", ids, terms.words) : [];
  const score = ({ said, occurredAt }: (typeof hits)[number]) =>
    searchScore(said, terms.words, s.now.getTime() - occurredAt.getTime());
  const ranked = hits.map((hit) => ({ hit, score: score(hit) })).sort((a, b) => b.score - a.score);
  return { hits: ranked.map(({ hit: { said: _, ...hit } }) => hit), next: found?.rest ?? null };
}

const asked = (terms: SearchTerms): string[] =>
  terms.words.map(({ text, begins }) => `${text}${begins ? "*" : ""}`);
const all = (s: Bound): boolean => allows(s.actor.role, "conversations:read-all");

interface PersonRow extends Omit<Where, "account"> {
  account: Where["account"];
  name: string | null;
  addresses: { kind: string; address: string; username: string | null }[];
  newest: boolean;
  state: ConversationState;
  last_message_at: string;
  preview: ConversationHit["preview"];
}

/** People, and the conversations with them that the member sees, the newest of each person first. */
async function findPeople(
  s: Bound,
  terms: SearchTerms,
  most: number,
): Promise<Pick<Found, "contacts" | "conversations">> {
  const { sql, orgId, actor } = s;
  const rows = await sql<PersonRow[]>`
    with p as materialized (
      select p.*, row_number() over () as place
      from search_people(${asked(terms)}::text[], ${terms.digits}::text, ${most}, ${all(s)}, ${actor.id}, ${actor.teamIds}::uuid[]) p
    )
    select c.id as "conversationId", c.contact_id as "contactId", k.name, c.id = p.conversation_id as newest, c.state, c.last_message_at,
      c.preview, jsonb_build_object('name', a.name, 'color', a.color) as account,
      (select jsonb_agg(jsonb_build_object('kind', i.kind, 'address', i.address, 'username', i.username) order by i.id = c.identity_id desc, i.created_at)
        from identities i where i.org_id = ${orgId} and i.contact_id = k.id) as addresses
    from p join contacts k on k.org_id = ${orgId} and k.id = p.contact_id
      cross join lateral (
        select * from conversations c where c.org_id = ${orgId} and c.contact_id = p.contact_id and ${visible(s)}
        order by c.opened_at desc limit ${few}
      ) c
      join channel_accounts a on a.org_id = ${orgId} and a.id = c.channel_account_id
    order by p.place, c.opened_at desc`;
  const hits = rows.map((row) => ({ row, where: whereOf(row, terms) }));
  return {
    contacts: hits.filter(({ row }) => row.newest).map(({ row, where }) => contactOf(row, where, terms)),
    conversations: hits
      .map(({ row, where }) => ({
        ...where,
        state: row.state,
        lastMessageAt: new Date(row.last_message_at),
        preview: row.preview,
      }))
      .sort((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime())
      .slice(0, most),
  };
}

/** By the address that was asked for, where one was. */
function whereOf(row: PersonRow, terms: SearchTerms): Where {
  const written = row.addresses.map((a) =>
    a.kind === "phone" ? writtenPhone(a.address) : (a.username ?? a.address),
  );
  const { digits } = terms;
  const asked = digits ? written.find((address) => address.replace(/\D/g, "").includes(digits)) : undefined;
  return {
    conversationId: row.conversationId,
    contactId: row.contactId,
    contactName: row.name,
    address: asked ?? written[0] ?? null,
    account: row.account,
  };
}

function contactOf(row: PersonRow, where: Where, { words, digits }: SearchTerms): ContactHit {
  const address = where.address ?? "";
  return {
    ...where,
    name: snippetOf(row.name ?? "", words),
    addressMarked: digits ? markDigits(address, digits) : snippetOf(address, words),
    lastMessageAt: new Date(row.last_message_at),
  };
}
