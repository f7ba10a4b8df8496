import type { ConsentPurpose } from "../../rules/consent-purpose";
import type { Counts, RowError } from "../schema";
import type { Key, ReadRow } from "./read-row";

/** A contact as far as an import can change it. */
export interface Person {
  name: string | null;
  country: string | null;
  attributes: Record<string, unknown>;
  executiveId: string | null;
}

/** Who is known by the keys that a batch of rows names: it is kept up to date from row to row. */
export interface Book {
  /** `kind:value` → contact. */
  byKey: Map<string, string>;
  people: Map<string, Person>;
  /** One address of each, to which what they agreed to is kept. */
  identities: Map<string, string>;
  /** `contact:purpose` → what they said last. */
  said: Map<string, "in" | "out">;
  /** `contact:label`. */
  labelled: Set<string>;
}

export interface Plan {
  /** Contacts to make and to change, as they are to be in the end. */
  made: Map<string, Person>;
  changed: Map<string, Person>;
  /** Addresses to add, each with the contact that gets it. */
  addresses: (Key & { id: string; contactId: string })[];
  consents: { identityId: string; purpose: ConsentPurpose; state: "in" | "out"; row: number }[];
  labels: { contactId: string; labelId: string }[];
  errors: RowError[];
  /** What was left aside of rows that are taken. */
  notes: RowError[];
  counts: Counts;
}

export const keyOf = (key: Pick<Key, "kind" | "value">): string => `${key.kind}:${key.value}`;

/**
 * What rows ask for, one after the other: a row finds a person by any of its addresses, else makes one. What a row leaves empty stays
 * as it is, so that a second time changes nothing. One that names two people is refused: joining them is nobody's by accident.
 */
export function planRows(book: Book, rows: readonly ReadRow[], newId: () => string): Plan {
  const plan: Plan = {
    made: new Map(),
    changed: new Map(),
    ...{ addresses: [], consents: [], labels: [], errors: [], notes: [] },
    counts: { new: 0, changed: 0, same: 0, refused: 0 },
  };
  for (const row of rows) planRow(book, row, plan, newId);
  return plan;
}

function planRow(book: Book, row: ReadRow, plan: Plan, newId: () => string): void {
  const owners = new Set(row.keys.flatMap((key) => book.byKey.get(keyOf(key)) ?? []));
  if (owners.size > 1) {
    plan.errors.push({ row: row.row, column: null, reason: "two-contacts" });
    plan.counts.refused++;
    return;
  }
  const [known] = owners;
  const contactId = known ?? newId();
  const before = book.people.get(contactId);
  const after = merged(before, row);
  const added = row.keys.filter((key) => !book.byKey.has(keyOf(key)));
  for (const key of added) {
    const id = newId();
    book.byKey.set(keyOf(key), contactId);
    if (!book.identities.has(contactId)) book.identities.set(contactId, id);
    plan.addresses.push({ ...key, id, contactId });
  }
  const differs = !before || !sameAs(before, after);
  const more = [planLabels(book, row, contactId, plan), planConsents(book, row, contactId, plan)].some(
    Boolean,
  );
  plan.counts[before ? (differs || added.length > 0 || more ? "changed" : "same") : "new"]++;
  if (!differs) return;
  book.people.set(contactId, after);
  if (!before || plan.made.has(contactId)) plan.made.set(contactId, after);
  else plan.changed.set(contactId, after);
}

function planLabels(book: Book, row: ReadRow, contactId: string, plan: Plan): boolean {
  const before = plan.labels.length;
  for (const labelId of row.labelIds) {
    const key = `${contactId}:${labelId}`;
    if (book.labelled.has(key)) continue;
    book.labelled.add(key);
    plan.labels.push({ contactId, labelId });
  }
  return plan.labels.length > before;
}

/** A no that is known stays: only the person takes it back, and no list of somebody's does (law 7). */
function planConsents(book: Book, row: ReadRow, contactId: string, plan: Plan): boolean {
  const before = plan.consents.length;
  for (const { purpose, state } of row.consents) {
    const key = `${contactId}:${purpose}`;
    const known = book.said.get(key);
    const identityId = book.identities.get(contactId);
    if (known === "out" && state === "in") plan.notes.push({ row: row.row, column: null, reason: "said-no" });
    if (known === state || known === "out" || !identityId) continue;
    book.said.set(key, state);
    plan.consents.push({ identityId, purpose, state, row: row.row });
  }
  return plan.consents.length > before;
}

function merged(before: Person | undefined, row: ReadRow): Person {
  return {
    name: row.name ?? before?.name ?? null,
    country: before?.country ?? row.country,
    attributes: { ...before?.attributes, ...row.attributes },
    executiveId: row.executiveId ?? before?.executiveId ?? null,
  };
}

function sameAs(before: Person, after: Person): boolean {
  return (
    before.name === after.name &&
    before.country === after.country &&
    before.executiveId === after.executiveId &&
    Object.entries(after.attributes).every(
      ([key, value]) => before.attributes[key] === value || typeof value === "object",
    )
  );
}
