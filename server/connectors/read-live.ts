import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { type Ask, type Plan, planReading } from "./plan-reading";
import type { LiveValues } from "./queries";
import { type Read, readAlone, readTogether } from "./read-together";
import { keyOf as manyKeyOf } from "./rules/many";
import type { LiveOutcome } from "./rules/outcome";

export interface LiveQuestion {
  /** Absent: every source of the organization. */
  connectorId?: string;
  contactIds: string[];
  /** What is older is asked again; absent: as old as each connector's cache allows. */
  notOlderThan?: Date;
}

export interface LiveReading {
  connectorId: string;
  contactId: string;
  name: string;
  /** Of this time, or of the last where nobody was asked now; `waiting` where the source is left alone. */
  outcome: LiveOutcome;
  /** As of when the values are; null: it never answered well. */
  asOf: Date | null;
  /** Since when there is no answer; null: there is. */
  failingSince: Date | null;
  attemptedAt: Date | null;
  /** What the contact lacks to be asked about. */
  missing: string[];
  /** What this source says of the contact, new or kept. */
  values: LiveValues;
}

const nothing: LiveValues = { attributes: {}, objects: {} };

/**
 * What the organization's sources say of contacts, not older than wanted: the one way to live data, for the profile, bots, campaigns and
 * documents. Asks outside of any transaction, at most once at a time per source and contact, and about many in one request where the
 * source takes that; a source that fails leaves the last values with their age. Throws NOT_FOUND for a contact or connector that is not here, and for nothing that a source does.
 */
export async function readLive(scope: Scope, question: LiveQuestion): Promise<LiveReading[]> {
  const { connectorId, contactIds, notOlderThan = null } = question;
  // A transaction of the caller's would be held open while the source thinks.
  if ("db" in scope) throw new Error("readLive must not be called within a transaction");
  const began = performance.now();
  const plan = await inOrg(scope, (s) =>
    planReading(s, { contactIds, notOlderThan, ...(connectorId ? { connectorId } : {}) }),
  );
  const together = gather(scope, plan, began);
  return Promise.all(plan.asks.map((ask) => together.get(ask) ?? read(scope, ask, plan.now, began)));
}

async function read(scope: Scope, ask: Ask, now: Date, began: number): Promise<LiveReading> {
  if (ask.way === "keep") return shown(ask);
  if (ask.way === "wait") return { ...shown(ask), outcome: "waiting" };
  return once(keyOf(scope, ask), began, async () => shownAs(ask, await readAlone(scope, ask, now)));
}

/**
 * Who is asked about together with others, with the answer to come. Not among them: whoever is alone, is asked about already, or has no key
 * that can stand among others, since the request about one may be made of something else.
 */
function gather(scope: Scope, { asks, now }: Plan, began: number): Map<Ask, Promise<LiveReading>> {
  const answers = new Map<Ask, Promise<LiveReading>>();
  for (const source of new Set(asks.map((ask) => ask.source))) {
    const { many } = source;
    if (!many) continue;
    const own = asks.filter((ask) => ask.source === source && ask.way === "ask");
    const fresh = own.filter(
      (ask) => manyKeyOf(many, ask.variables) !== null && !asked(keyOf(scope, ask), began),
    );
    for (const piece of piecesOf(fresh, many.most)) {
      const reading = readTogether(scope, source, many, piece, now);
      for (const ask of piece)
        answers.set(
          ask,
          once(keyOf(scope, ask), began, async () => shownAs(ask, (await reading).get(ask.contactId))),
        );
    }
  }
  return answers;
}

/** Pieces of at most so many; who would be left alone in one is asked about alone. */
function piecesOf<T>(list: T[], most: number): T[][] {
  const count = Math.ceil(list.length / most);
  const pieces = Array.from({ length: count }, (_, n) => list.slice(n * most, (n + 1) * most));
  return pieces.filter((piece) => piece.length > 1);
}

const keyOf = ({ orgId }: Scope, { source, contactId }: Ask): string => `${orgId}:${source.id}:${contactId}`;

const shownAs = (ask: Ask, read: Read | undefined): LiveReading => ({
  ...shown(read?.kept ? { ...ask, ...read.kept } : ask),
  missing: read?.missing ?? [],
});

const shown = ({ source, contactId, known, values = nothing }: Ask): LiveReading => ({
  connectorId: source.id,
  contactId,
  name: source.name,
  outcome: known?.outcome ?? "waiting",
  asOf: known?.goodAt ?? null,
  failingSince: known?.failingSince ?? null,
  attemptedAt: known?.attemptedAt ?? null,
  missing: [],
  values,
});

interface UnderWay {
  answer: Promise<LiveReading>;
  /** Infinite while it lasts. */
  ended: number;
}

const underWay = new Map<string, UnderWay>();
/** How long who began before may take to find the answer. */
const LINGER_MS = 2_000;

const asked = (key: string, began: number): boolean => (underWay.get(key)?.ended ?? began) > began;

/** Whoever began to ask the same before it is answered gets the same answer. */
function once(key: string, began: number, work: () => Promise<LiveReading>): Promise<LiveReading> {
  const there = underWay.get(key);
  if (there && there.ended > began) return there.answer;
  const mine: UnderWay = { answer: work(), ended: Number.POSITIVE_INFINITY };
  underWay.set(key, mine);
  const end = () => {
    mine.ended = performance.now();
    setTimeout(() => underWay.get(key) === mine && underWay.delete(key), LINGER_MS).unref();
  };
  mine.answer.then(end, end);
  return mine.answer;
}
