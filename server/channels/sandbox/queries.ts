import { inOrg } from "@/db/org";
import { writtenPhone } from "@/server/contacts/rules/phone";
import { DomainError } from "@/server/errors";
import { allows } from "@/server/permissions";
import type { CustomerView, ThreadMessage } from "@/server/sandbox/contract";
import { type InventedCustomer, inventCustomers } from "@/server/sandbox/customers";
import { magicNumbers } from "@/server/sandbox/magic";
import type { MemberScope, Scope } from "@/server/scope";
import { atCarrier } from "./at-carrier";
import { lineOf, mediaIn, type PhoneMessage, phoneMessages, unreadOf } from "./rules/phone-message";
import { moveRefusal } from "./sandbox-clock";

export interface PhoneNumber {
  id: string;
  name: string;
  color: string;
  address: string;
}

/** The organization's sandbox numbers, by name. */
export async function phoneNumbers(scope: Scope): Promise<PhoneNumber[]> {
  return inOrg(
    scope,
    async ({ sql, orgId }) =>
      await sql<PhoneNumber[]>`
      select a.id, a.name, a.color, a.address
      from channel_accounts a join connections c on c.org_id = a.org_id and c.id = a.connection_id
      where a.org_id = ${orgId} and a.active and c.carrier = 'sandbox' and c.removed_at is null order by a.name, a.id`,
  );
}

/** The carrier's id of one of the organization's sandbox numbers. Throws NOT_FOUND for any other, before the carrier is asked. */
export async function sandboxNumber(scope: Scope, numberId: string): Promise<string> {
  const [row] = await inOrg(
    scope,
    (s) => s.sql<{ external_id: string }[]>`
      select a.external_id
      from channel_accounts a join connections c on c.org_id = a.org_id and c.id = a.connection_id
      where a.org_id = ${s.orgId} and a.id = ${numberId} and a.active and c.carrier = 'sandbox' and c.removed_at is null`,
  );
  if (!row) throw new DomainError("NOT_FOUND");
  return row.external_id;
}

/** A customer as people read them: the phone with plus and spaces. */
const readable = <T extends { phone: string | null }>(customer: T): T => ({
  ...customer,
  phone: customer.phone && writtenPhone(customer.phone),
});

export interface PhoneChat {
  customer: CustomerView;
  last: { side: PhoneMessage["side"]; kind: string; line: string; at: Date } | null;
  unread: number;
}

/** Everybody who ever spoke on a number, the latest first. */
export async function chats(scope: Scope, numberId: string): Promise<PhoneChat[]> {
  const phoneId = await sandboxNumber(scope, numberId);
  const summaries = await atCarrier((carrier) => carrier.customers(phoneId));
  return summaries.map(({ customer, lastMessage, unread }) => ({
    customer: readable(customer),
    last: lastOf(lastMessage),
    unread,
  }));
}

function lastOf(message: ThreadMessage | null): PhoneChat["last"] {
  if (!message) return null;
  const [last] = phoneMessages([message]);
  if (!last) {
    const side = message.direction === "in" ? "customer" : "business";
    const line = message.type === "reaction" ? String(message.content.emoji ?? "") : "";
    return { side, kind: message.type, line, at: new Date(message.at) };
  }
  return { side: last.side, kind: last.body.type, line: lineOf(last.body), at: last.at };
}

export interface PhoneThread {
  /** Null: nobody of this name has spoken yet. */
  customer: CustomerView | null;
  messages: PhoneMessage[];
  unread: number;
  windowOpenUntil: Date | null;
  entryPointUntil: Date | null;
  businessIsTyping: boolean;
  /** The organization's clock. */
  now: Date;
}

/** One chat as the customer sees it; empty for somebody who has not spoken yet. */
export async function chat(
  scope: Scope,
  { numberId, customer }: { numberId: string; customer: string },
): Promise<PhoneThread> {
  const thread = await threadOrNull(scope, numberId, customer);
  const messages = phoneMessages(thread?.messages ?? []);
  return {
    customer: thread ? readable(thread.customer) : null,
    messages,
    unread: unreadOf(messages),
    windowOpenUntil: dateOf(thread?.windowOpenUntil),
    entryPointUntil: dateOf(thread?.entryPointUntil),
    businessIsTyping: thread?.businessIsTyping ?? false,
    now: scope.now,
  };
}

async function threadOrNull(scope: Scope, numberId: string, customer: string) {
  const phoneId = await sandboxNumber(scope, numberId);
  return atCarrier((carrier) => carrier.thread(phoneId, customer)).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "NOT_FOUND") return null;
    throw error;
  });
}

const dateOf = (ms: number | null | undefined): Date | null => (ms ? new Date(ms) : null);

/** The bytes of a file of a chat. Throws NOT_FOUND for a file of any other chat. */
export async function chatMedia(
  scope: Scope,
  wish: { numberId: string; customer: string; mediaId: string },
): Promise<{ bytes: Uint8Array; mimeType: string; name: string | null }> {
  const thread = await threadOrNull(scope, wish.numberId, wish.customer);
  const known = mediaIn(thread?.messages ?? []).find((media) => media.id === wish.mediaId);
  if (!known) throw new DomainError("NOT_FOUND");
  return { ...(await atCarrier((carrier) => carrier.media(known.id))), name: known.name };
}

export interface MagicPerson {
  phone: string;
  /** Names a text under `sandbox.magic`: what happens to a message to this number. */
  key: string;
}

/** Whom to play: people who do not exist, the same ones for the same seed, and numbers to which something happens. */
export function suggestions(
  seed: number,
  country?: string,
): { people: InventedCustomer[]; magic: MagicPerson[] } {
  return {
    people: inventCustomers(seed, 6, country).map(readable),
    magic: magicNumbers().map(([digits, magic]) => ({
      phone: writtenPhone(digits),
      key: "code" in magic ? String(magic.code) : magic.does,
    })),
  };
}

export interface SandboxClock {
  now: Date;
  /** How far the organization's clock runs ahead, in ms. */
  offsetMs: number;
  timeZone: string;
  /** Why it cannot be moved from here, or null. */
  fixed: "role" | "live" | null;
}

/** The organization's clock, and whether the member may move it. */
export async function clock(scope: MemberScope): Promise<SandboxClock> {
  const { offsetMs, refusal } = await inOrg(scope, moveRefusal);
  const allowed = allows(scope.actor.role, "organization:update");
  return {
    now: scope.now,
    offsetMs,
    timeZone: scope.timeZone,
    fixed: refusal ?? (allowed ? null : "role"),
  };
}
