import { countryOfPhone, phoneKey } from "@/server/contacts/rules/phone";
import type { Sender, SenderAddress } from "@/server/contacts/schema";
import { asObject, asText, type Json, present } from "./json";

/** The ids by which a part names a person; either may be missing or empty. */
export interface PersonIds {
  phone?: string | undefined;
  scoped?: string | undefined;
}

/** `contacts` of a value, found by any id in one step: a batch may carry a thousand. */
export interface ContactBook {
  list: Json[];
  byId: Map<string, Json>;
}

export function contactBook(contacts: unknown[]): ContactBook {
  const list = contacts.map(asObject).filter((each) => each !== undefined);
  const ids = (contact: Json) => [contact.wa_id, contact.user_id].flatMap((id) => asText(id) ?? []);
  return { list, byId: new Map(list.flatMap((contact) => ids(contact).map((id) => [id, contact] as const))) };
}

/** The contact that a part speaks of, by the first id that is one's. A part that names nobody means the only one there is. */
export function contactFor(book: ContactBook, ids: string[]): Json | undefined {
  if (ids.length === 0) return book.list.length === 1 ? book.list[0] : undefined;
  return ids.map((id) => book.byId.get(id)).find(Boolean);
}

/** Who a part speaks of, with every address known of them: the phone first, since replies reach it in more ways. */
export function senderFor(book: ContactBook, ids: PersonIds): Sender | undefined {
  const contact = contactFor(
    book,
    [ids.scoped, ids.phone].flatMap((id) => id ?? []),
  );
  const profile = asObject(contact?.profile);
  return senderOf(
    { phone: ids.phone ?? asText(contact?.wa_id), scoped: ids.scoped ?? asText(contact?.user_id) },
    { name: asText(profile?.name), username: asText(profile?.username)?.replace(/^@/, "") },
  );
}

/** A sender of given ids; undefined when none of them is an address. */
export function senderOf(
  ids: PersonIds,
  profile: { name?: string | undefined; username?: string | undefined } = {},
): Sender | undefined {
  const addresses = [ids.phone, ids.scoped].flatMap((id) => addressOf(id) ?? []);
  const unique = addresses.filter((a, i) => addresses.findIndex((b) => b.value === a.value) === i);
  if (unique.length === 0) return undefined;
  const country = unique.map(countryOf).find(Boolean);
  return present({ addresses: unique, name: profile.name, username: profile.username, country }) as Sender;
}

const SCOPED = /^([A-Z]{2})\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/** A phone or a scoped id by its form, wherever it stood. */
export function addressOf(id: string | undefined): SenderAddress | undefined {
  if (!id) return undefined;
  if (SCOPED.test(id)) return { kind: "scoped", value: id, address: id };
  const key = phoneKey(id);
  return key ? { kind: "phone", value: key, address: id.replace(/\D/g, "") } : undefined;
}

function countryOf(address: SenderAddress): string | undefined {
  if (address.kind === "scoped") return SCOPED.exec(address.value)?.[1];
  return countryOfPhone(address.address) ?? undefined;
}
