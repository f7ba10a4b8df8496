import type { Words } from "@/server/testing/words";
import { flat, lastLine, undelivered } from "./expected-line";
import type { ConversationFact, Facts } from "./facts";

export interface ExpectedRow {
  id: string;
  names: string[];
  line: string;
  /** Any of these: a page's clock ticks every 15 s. */
  windows: string[];
  signs: string[];
  /** Any of these, among the signs, for the same reason; empty where no promise presses. */
  dues: string[];
}

const minute = 60_000_000;
const hour = 60 * minute;
/** What a page's clock may say, in s before now. */
export const ticks = [0, 4, 8, 12, 16];

/** A conversation's row as a member must see it, who has another one, or none, open. */
export function rowOf(
  c: ConversationFact,
  facts: Facts,
  viewer: { memberId: string; open: string | null },
  t: Words,
): ExpectedRow {
  const draft = facts.drafts.find((d) => d.memberId === viewer.memberId && d.conversationId === c.id);
  const moments = ticks.map((s) => facts.now - s * 1_000_000);
  return {
    id: c.id,
    names: [c.contact, c.account, ...c.labels.slice(0, 2)],
    line: flat(
      draft && c.id !== viewer.open
        ? `${undelivered(c, facts, t)}${t("inbox.row.draft")} ${draft.start}`
        : lastLine(c, facts, t),
    ),
    windows: [
      ...new Set(moments.map((now) => windowWords(c.state === "closed" ? null : c.windowEnds, now, t))),
    ],
    signs: [
      ...(c.priority > 0 ? [t(`inbox.row.${c.priority === 1 ? "priority" : "urgent"}`)] : []),
      ...(c.snoozedUntil === null ? [] : [t("inbox.row.snoozed")]),
      ...(c.unread > 0 ? [t("inbox.row.unread", { count: c.unread })] : []),
      ...(c.state === "closed" || c.assigneeId === viewer.memberId
        ? []
        : [c.assignee ? t("inbox.row.assignedTo", { name: c.assignee }) : t("inbox.row.nobody")]),
    ],
    dues: [...new Set(moments.map((now) => dueWords(c.due, now, t)))],
  };
}

function windowWords(ends: number | null, now: number, t: Words): string {
  if (ends === null) return t("inbox.window.none");
  const left = ends - now;
  if (left <= 0) return t("inbox.window.expired");
  const hours = Math.floor(left / hour);
  const minutes = Math.floor((left % hour) / minute);
  const time =
    hours > 0 ? t("inbox.window.hours", { hours, minutes }) : t("inbox.window.minutes", { minutes });
  return t(`inbox.window.${left < hour ? "urgent" : left < 6 * hour ? "soon" : "open"}`, { time });
}

/** The mark of a promise that is due within the hour or was; empty while it does not press. */
function dueWords(due: ConversationFact["due"], now: number, t: Words): string {
  if (!due || due.at > now + hour) return "";
  const what = t(`inbox.due.what.${due.what}`);
  if (due.at > now) return t("inbox.due.by", { what, time: clockWords(due.at / 1_000, ["hour", "minute"]) });
  return t("inbox.due.late", { what, time: ageWords(now - due.at, t, 48 * hour) });
}

/** How long, in one figure; hours are counted up to `upTo`. */
export function ageWords(µs: number, t: Words, upTo = 24 * hour): string {
  if (µs < hour) return t("common.age.minutes", { count: Math.floor(µs / minute) });
  if (µs < upTo) return t("common.age.hours", { count: Math.floor(µs / hour) });
  return t("common.age.days", { count: Math.floor(µs / (24 * hour)) });
}

/** A time of the day, as the pages write it. */
export function clockWords(ms: number, parts: ("hour" | "minute" | "second")[]): string {
  const format = new Intl.DateTimeFormat("es", {
    timeZone: "America/Argentina/Buenos_Aires",
    ...Object.fromEntries(parts.map((part) => [part, "2-digit"])),
  });
  return flat(format.format(ms));
}
