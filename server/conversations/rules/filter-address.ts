import type { ConversationFilter } from "./conversation-filter";

export const statuses = ["awaiting", "back", "missed", "answered", "snoozed", "closed"] as const;
export const sorts = ["ends", "due", "waiting", "newest", "oldest", "priority"] as const;
/** What the last message may be, for `kind`. */
export const lastKinds = [
  "text",
  "image",
  "audio",
  "video",
  "document",
  "sticker",
  "location",
  "contacts",
  "template",
  "form",
  "order",
] as const;

/** Hours that a filter may count, at most: a year. */
export const mostHours = 8_760;
/** Values of one field. */
export const mostValues = 20;

export type FilterField = keyof ConversationFilter;
type Reader<F extends FilterField> = (values: string[]) => ConversationFilter[F];

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list.slice(0, mostValues) : undefined);
const oneOf = <const T extends string>(known: readonly T[], values: string[]): T[] =>
  known.filter((value) => values.includes(value));
const ids = (values: string[]) => [...new Set(values.filter((value) => uuid.test(value)))];

function hours([value = ""]: string[]): number | undefined {
  const read = Number(value);
  return Number.isInteger(read) && read >= 1 && read <= mostHours ? read : undefined;
}

function levels(values: string[]): number[] | undefined {
  const read = values.filter((value) => /^-?\d$/.test(value)).map(Number);
  return some([...new Set(read)]);
}

/** In the order in which a filter is written and shown. */
const readers: { [F in FilterField]-?: Reader<F> } = {
  status: (values) => some(oneOf(statuses, values)),
  assignee: (values) => some([...oneOf(["me", "nobody"], values), ...ids(values)]),
  team: (values) => some([...oneOf(["mine", "none"], values), ...ids(values)]),
  number: (values) => some(ids(values)),
  label: (values) => some(ids(values)),
  priority: levels,
  unread: () => true,
  ends: hours,
  due: hours,
  late: () => true,
  quiet: hours,
  recent: hours,
  kind: (values) => some(oneOf(lastKinds, values)),
};
export const filterFields = Object.keys(readers) as FilterField[];

/** A filter as an address carries it, without a character that has to be escaped: `status.awaiting*assignee.me*ends.8`. */
export function writeFilter(filter: ConversationFilter): string {
  return filterFields
    .flatMap((field) => {
      const value = filter[field];
      if (value === undefined) return [];
      return [[field, ...(value === true ? [] : [value].flat())].join(".")];
    })
    .join("*");
}

/** Reads an address as far as it can be understood: what is not known narrows nothing. */
export function readFilter(text: string): ConversationFilter {
  const parts = text.split("*").map((part) => part.split("."));
  const entries = parts.flatMap(([name = "", ...values]) => {
    const field = filterFields.find((known) => known === name);
    const value = field ? readers[field](values) : undefined;
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** Whether two filters ask for the same. */
export const sameFilter = (a: ConversationFilter, b: ConversationFilter): boolean =>
  writeFilter(readFilter(writeFilter(a))) === writeFilter(readFilter(writeFilter(b)));
