import type { ConversationFilter } from "./conversation-filter";
import { sees, type Viewer } from "./visibility";

/** What a filter looks at in an open conversation. Times in ms. */
export interface OpenFacts {
  assigneeId: string | null;
  teamId: string | null;
  numberId: string;
  priority: number;
  unread: boolean;
  awaiting: boolean;
  /** Since when the customer waits. */
  sinceAt: number | null;
  missed: boolean;
  snoozed: boolean;
  woken: boolean;
  endsAt: number | null;
  dueAt: number | null;
  saidAt: number;
  kind: string | null;
  labelIds: readonly string[];
}

type Test = (c: OpenFacts) => boolean;
const hour = 3_600_000;

/** Which open conversations a filter lets through for a viewer: the same as the SQL of queries/narrowed.ts, for who holds them already. */
export function matcher(filter: ConversationFilter, viewer: Viewer, now: number): Test {
  const { number, label, priority, unread, ends, due, late, quiet, recent, kind } = filter;
  const tests: Test[] = [statusTest(filter, now)];
  const add = (wanted: unknown, test: Test) => wanted && tests.push(test);
  const assignees = new Set(
    filter.assignee?.map((a) => (a === "me" ? viewer.id : a === "nobody" ? null : a)),
  );
  const teams = new Set(
    filter.team?.flatMap((t) => (t === "mine" ? viewer.teamIds : t === "none" ? [null] : [t])),
  );
  add(filter.assignee, (c) => assignees.has(c.assigneeId));
  add(filter.team, (c) => teams.has(c.teamId));
  add(priority, (c) => Boolean(priority?.includes(c.priority)));
  add(unread, (c) => c.unread);
  add(number, (c) => Boolean(number?.includes(c.numberId)));
  add(ends, (c) => c.endsAt !== null && c.endsAt > now && c.endsAt <= now + (ends ?? 0) * hour);
  add(due, (c) => c.dueAt !== null && c.dueAt <= now + (due ?? 0) * hour);
  add(late, (c) => c.dueAt !== null && c.dueAt <= now);
  add(quiet, (c) => c.saidAt <= now - (quiet ?? 0) * hour);
  add(recent, (c) => c.saidAt > now - (recent ?? 0) * hour);
  add(kind, (c) => Boolean(kind?.some((one) => one === c.kind)));
  add(label, (c) => Boolean(label?.some((id) => c.labelIds.includes(id))));
  tests.push((c) => sees(viewer, c));
  return (c) => tests.every((test) => test(c));
}

function statusTest({ status }: ConversationFilter, now: number): Test {
  if (!status) return (c) => !c.snoozed;
  const wanted = new Set<string>(status);
  return (c) => wanted.has(statusOf(c, now));
}

/** The section in which an open conversation stands at that moment. */
export function statusOf(c: OpenFacts, now: number): "snoozed" | "back" | "answered" | "missed" | "awaiting" {
  if (c.snoozed) return "snoozed";
  if (!c.awaiting) return c.woken ? "back" : "answered";
  return c.missed || (c.endsAt !== null && c.endsAt <= now) ? "missed" : "awaiting";
}
