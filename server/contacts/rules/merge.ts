/** What shows two contacts to be one: the carrier, an identity that both claim, or a person who looked at both. */
export type MergeReason = "carrier" | "identity" | "member";

/** What becomes of two contacts that claim one value: somebody is asked, or they are one at once. */
export const onMatches = ["propose", "merge"] as const;
export type OnMatch = (typeof onMatches)[number];

/** For how long a merge can be undone. */
export const undoDays = 30;

export const undoUntil = (mergedAt: Date): Date => new Date(mergedAt.getTime() + undoDays * 86_400_000);

/** The fields of a contact of which only one can stay. */
export interface Fields {
  name: string | null;
  country: string | null;
  executiveId: string | null;
  attributes: Record<string, unknown>;
}

/** Which side gives a field; `attributes` by their keys. What is not named stays with the one kept, if it has any. */
export interface Choice {
  name?: Side;
  country?: Side;
  executiveId?: Side;
  attributes?: Record<string, Side>;
}
export type Side = "kept" | "merged";

/** A field that the merge changed: what it was and what it became, so that it goes back unless somebody has changed it since. */
export interface ChangedField {
  field: "name" | "country" | "executiveId" | "attribute";
  key: string | null;
  before: unknown;
  after: unknown;
}

const plain = ["name", "country", "executiveId"] as const;

/** What the kept contact's fields become: as chosen, and where nothing was chosen the kept one's own, filled from the other's. */
export function changedFields(kept: Fields, merged: Fields, choice: Choice = {}): ChangedField[] {
  const pick = (before: unknown, other: unknown, side: Side | undefined) =>
    side === "merged" || (side === undefined && isEmpty(before)) ? other : before;
  const changed: ChangedField[] = plain.map((field) => ({
    field,
    key: null,
    before: kept[field],
    after: pick(kept[field], merged[field], choice[field]),
  }));
  for (const key of new Set([...Object.keys(kept.attributes), ...Object.keys(merged.attributes)]))
    changed.push({
      field: "attribute",
      key,
      before: kept.attributes[key] ?? null,
      after: pick(kept.attributes[key], merged.attributes[key], choice.attributes?.[key]) ?? null,
    });
  return changed.filter(({ before, after }) => !same(before, after));
}

/** The fields with what the merge changed. */
export const fieldsAfter = (kept: Fields, changed: ChangedField[]): Fields =>
  withFields(
    kept,
    changed.map((one) => ({ ...one, to: one.after })),
  );

/** The fields after a merge is undone: each goes back where it still is what the merge made of it. */
export const fieldsBefore = (now: Fields, changed: ChangedField[]): Fields =>
  withFields(
    now,
    changed.filter((one) => same(fieldOf(now, one), one.after)).map((one) => ({ ...one, to: one.before })),
  );

function withFields(
  fields: Fields,
  changes: (Pick<ChangedField, "field" | "key"> & { to: unknown })[],
): Fields {
  const next: Fields = { ...fields, attributes: { ...fields.attributes } };
  for (const { field, key, to } of changes) {
    if (field !== "attribute") Object.assign(next, { [field]: to });
    else if (isEmpty(to)) delete next.attributes[key ?? ""];
    else next.attributes[key ?? ""] = to;
  }
  return next;
}

const fieldOf = (fields: Fields, { field, key }: Pick<ChangedField, "field" | "key">): unknown =>
  field === "attribute" ? fields.attributes[key ?? ""] : fields[field];

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === "";
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
