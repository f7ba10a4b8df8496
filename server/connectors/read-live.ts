import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { askSource } from "./ask-source";
import { keepReading } from "./keep-reading";
import { type Ask, planReading } from "./plan-reading";
import type { LiveValues } from "./queries";
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
 * documents. Asks outside of any transaction, at most once at a time per source and contact; a source that fails leaves the last values
 * with their age. Throws NOT_FOUND for a contact or connector that is not here, and for nothing that a source does.
 */
export async function readLive(scope: Scope, question: LiveQuestion): Promise<LiveReading[]> {
  const { connectorId, contactIds, notOlderThan = null } = question;
  // A transaction of the caller's would be held open while the source thinks.
  if ("db" in scope) throw new Error("readLive must not be called within a transaction");
  const began = performance.now();
  const plan = await inOrg(scope, (s) =>
    planReading(s, { contactIds, notOlderThan, ...(connectorId ? { connectorId } : {}) }),
  );
  return Promise.all(plan.asks.map((ask) => read(scope, ask, plan.now, began)));
}

async function read(scope: Scope, ask: Ask, now: Date, began: number): Promise<LiveReading> {
  if (ask.way === "keep") return shown(ask);
  if (ask.way === "wait") return { ...shown(ask), outcome: "waiting" };
  return once(`${scope.orgId}:${ask.source.id}:${ask.contactId}`, began, async () => {
    const said = await askSource(scope.orgId, ask.source, ask.variables);
    const { source, contactId } = ask;
    const kept = await keepReading(scope, { source, contactId, at: now, said });
    return { ...shown(kept ? { ...ask, ...kept } : ask), missing: said.missing ?? [] };
  });
}

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
