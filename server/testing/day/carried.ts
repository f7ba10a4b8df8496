import { type AcceptedSend, readJournal } from "@/server/sandbox/journal";
import type { Json, Message } from "@/server/sandbox/model";
import type { Difference } from "./compare";
import { wordsOf } from "./expected";
import { flat } from "./expected-line";
import type { MessageFact } from "./facts";

/** What the carrier's own log says. */
export interface Carried {
  /** Customers' messages that are something to read by themselves: no edits, no reactions. */
  heard: { id: string; phone: string; words: string | null; revoked: boolean }[];
  /** Ours that it took, each with all its words. */
  taken: { phone: string; words: string }[];
  /** Ids of customers' messages that only change others. */
  changes: Set<string>;
}

/** What an agent meant to happen, in their own log. The mark stands in the words, and nowhere else. */
export interface Decision {
  agent: string;
  mark: string;
  conversationId: string;
  as: "reply" | "template" | "note";
  /** Whether it was sent in the end, refused at its hand-over (the window had ended), or taken back after it had been stopped. */
  fate: "sent" | "refused" | "taken back";
}

const changing = new Set(["edit", "revoke", "reaction", "system"]);

export function readCarried(carrierDir: string): Carried {
  const said = new Map<string, Message>();
  const phones = new Map<string, string>();
  const taken: AcceptedSend[] = [];
  for (const entry of readJournal(carrierDir)) {
    if (entry.kind === "customer") phones.set(entry.record.bsuid, entry.record.phone ?? "");
    if (entry.kind === "message.received") said.set(entry.record.id, entry.record);
    if (entry.kind === "message.changed" && said.has(entry.record.id))
      said.set(entry.record.id, entry.record);
    if (entry.kind === "message.accepted") taken.push(entry);
  }
  const theirs = [...said.values()].filter((m) => m.direction === "in");
  return {
    heard: theirs
      .filter((m) => !changing.has(m.type))
      .map((m) => ({
        id: m.id,
        phone: phones.get(m.customerId) ?? "",
        words: textOf(m.content),
        revoked: m.revoked,
      })),
    taken: taken.map(({ to, record }) => ({
      phone: to,
      words: JSON.stringify([record.content, record.rendered]),
    })),
    changes: new Set(theirs.filter((m) => changing.has(m.type)).map((m) => m.id)),
  };
}

const textOf = ({ body, caption }: Json): string | null =>
  typeof body === "string" ? body : typeof caption === "string" ? caption : null;

/** Every message of a customer stands once, where it belongs, with its words; every decision of an agent left once, or not at all. */
export function carriedWrong(
  { heard, taken }: Carried,
  messages: MessageFact[],
  decisions: Decision[],
): Difference[] {
  return [
    ...heard.flatMap((one) =>
      heardWrong(
        one,
        messages.filter((m) => m.direction === "in" && m.providerId === one.id),
      ),
    ),
    ...decisions.flatMap((decision) => decisionWrong(decision, taken, messages)),
  ];
}

function heardWrong(
  { id, phone, words, revoked }: Carried["heard"][number],
  found: MessageFact[],
): Difference[] {
  const [message, another] = found;
  if (!message) return [{ what: "a customer's message is in no thread", id }];
  if (another) return [{ what: `a customer's message is in threads ${found.length} times`, id }];
  const kept = wordsOf(message.content);
  return [
    ...(sameNumber(message.address, phone)
      ? []
      : [{ what: `a message of ${phone} is in the thread of ${message.address}`, id }]),
    ...(words === null || revoked || kept.some((one) => flat(one) === flat(words))
      ? []
      : [{ what: `a message says «${kept.join(" ")}» in place of «${words}»`, id }]),
  ];
}

function decisionWrong(decision: Decision, taken: Carried["taken"], messages: MessageFact[]): Difference[] {
  const { mark, agent, as, fate, conversationId } = decision;
  const left = taken.filter((one) => one.words.includes(mark));
  const kept = messages.filter((m) => JSON.stringify(m.content).includes(mark));
  const customer = messages.find((m) => m.conversationId === conversationId)?.address ?? "";
  const leaves = fate === "sent" && as !== "note" ? 1 : 0;
  const stays = fate === "taken back" ? 0 : 1;
  const says = `${agent}'s ${as} that was ${fate}`;
  return [
    ...(left.length === leaves
      ? []
      : [{ what: `${says} left ${left.length} times in place of ${leaves}`, id: mark }]),
    ...(kept.length === stays
      ? []
      : [{ what: `${says} is in threads ${kept.length} times in place of ${stays}`, id: mark }]),
    ...left
      .filter((one) => !sameNumber(one.phone, customer))
      .map((one) => ({ what: `${says} went to ${one.phone} in place of ${customer}`, id: mark })),
    ...kept
      .filter((one) => one.conversationId !== conversationId)
      .map(() => ({ what: `${says} is in another thread`, id: mark })),
  ];
}

/** Numbers are written with and without a mobile's 9 or 15: their ends tell them apart. */
const sameNumber = (one: string, other: string): boolean =>
  one.replace(/\D/g, "").slice(-7) === other.replace(/\D/g, "").slice(-7);
