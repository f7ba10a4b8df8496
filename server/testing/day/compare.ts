import type { Expected, ExpectedMessage } from "./expected";
import { flat } from "./expected-line";
import type { ExpectedRow } from "./expected-row";
import type { Seen, SeenMessage, SeenRow, SeenThread } from "./screen";

export interface Difference {
  what: string;
  id: string;
}

/** What a screen shows otherwise than it must. Empty: the screen tells the truth. */
export function differences(seen: Seen, expected: Expected): Difference[] {
  return [
    ...unequal("the queue", "inbox", seen.queue, expected.queue),
    ...Object.entries(expected.counts).flatMap(([name, count]) =>
      unequal("a queue's count", name, seen.counts[name], count),
    ),
    ...sectionsDiffer(seen, expected),
    ...threadDiffers(seen.thread, expected),
  ];
}

function sectionsDiffer(seen: Seen, expected: Expected): Difference[] {
  const titles = (of: { title: string }[]) => of.map((section) => section.title).join(", ");
  const unlike = unequal("the sections", "list", titles(seen.sections), titles(expected.sections));
  if (unlike.length > 0) return unlike;
  return expected.sections.flatMap((section, i) => {
    const shown = seen.sections[i] ?? { count: 0, rows: [] };
    return [
      ...unequal("a section's count", section.title, shown.count, section.count),
      ...rowsDiffer(shown.rows, section.rows, section.title),
    ];
  });
}

export function rowsDiffer(seen: SeenRow[], expected: ExpectedRow[], title: string): Difference[] {
  const order = (rows: { id: string }[]) => rows.map((row) => row.id).join(" ");
  if (order(seen) !== order(expected))
    return [{ what: `rows of ${title}: ${moved(seen, expected)}`, id: title }];
  return expected.flatMap((row, i) => (seen[i] ? rowDiffers(seen[i], row) : []));
}

function moved(seen: { id: string }[], expected: { id: string }[]): string {
  const ids = new Set(expected.map((row) => row.id));
  const shown = new Set(seen.map((row) => row.id));
  const missing = [...ids].filter((id) => !shown.has(id));
  const alien = [...shown].filter((id) => !ids.has(id));
  const twice = seen.length - shown.size;
  if (missing.length + alien.length + twice > 0)
    return `${missing.length} missing (${missing[0] ?? ""}), ${alien.length} that do not belong there (${alien[0] ?? ""}), ${twice} twice`;
  return `another order, from place ${expected.findIndex((row, i) => row.id !== seen[i]?.id) + 1}`;
}

function rowDiffers(seen: SeenRow, expected: ExpectedRow): Difference[] {
  const { id, dues } = expected;
  const due = seen.signs.find((sign) => dues.includes(sign)) ?? "";
  const others = seen.signs.filter((sign) => sign === "" || sign !== due);
  return [
    ...unequal("a row's names", id, seen.names.join(" | "), expected.names.join(" | ")),
    ...unequal("a row's last line", id, seen.line, expected.line),
    ...unequal("a row's signs", id, others.join(" | "), expected.signs.join(" | ")),
    ...(dues.includes(due) ? [] : unequal("a row's promise", id, due, dues.join(" or "))),
    ...(expected.windows.includes(seen.window)
      ? []
      : unequal("a row's window", id, seen.window, expected.windows.join(" or "))),
  ];
}

function threadDiffers(seen: SeenThread | null, { thread, ticks }: Expected): Difference[] {
  if (!seen || !thread)
    return unequal(
      "the open thread",
      "thread",
      seen?.conversationId ?? "none",
      thread?.conversationId ?? "none",
    );
  const id = thread.conversationId;
  const places = (of: { seq: number }[]) => of.map((message) => message.seq).join(" ");
  return [
    ...unequal("which thread is open", id, seen.conversationId, id),
    ...unequal("what may be written", id, seen.composer, thread.composer),
    ...unequal("the places of a thread's messages", id, places(seen.messages), places(thread.messages)),
    ...thread.messages.flatMap((message) => {
      const shown = seen.messages.find((one) => one.seq === message.seq);
      return shown ? messageDiffers(shown, message, ticks, id) : [];
    }),
  ];
}

function messageDiffers(
  seen: SeenMessage,
  expected: ExpectedMessage,
  ticks: string[],
  conversationId: string,
): Difference[] {
  const id = `${conversationId} ${expected.seq}`;
  const absent = expected.says.filter((words) => !seen.text.includes(flat(words)));
  const alien = expected.saysNot.filter((words) => words !== "" && seen.text.includes(flat(words)));
  const shown = seen.signs.filter((sign) => ticks.includes(sign));
  return [
    ...absent.map((words) => ({ what: `a message without «${words}»: «${seen.text}»`, id })),
    ...alien.map((words) => ({ what: `a message with «${words}»: «${seen.text}»`, id })),
    ...unequal("a message's tick", id, shown.join(" | "), expected.tick ?? ""),
  ];
}

export function unequal(what: string, id: string, seen: unknown, expected: unknown): Difference[] {
  if (seen === expected) return [];
  return [{ what: `${what}: «${String(seen)}» in place of «${String(expected)}»`, id }];
}
