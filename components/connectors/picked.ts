import { type Draft, type ObjectDraft, rowId } from "./draft";

/** The field that a path of the answer goes to: the one that was last in hand. */
export type Aim =
  | { kind: "attribute"; id: number }
  | { kind: "list"; id: number }
  | { kind: "key"; id: number }
  | { kind: "column"; id: number; column: string };

/** The draft with a path of the answer in its field; without one, as a new field of the contact. */
export function withPicked(draft: Draft, aim: Aim | null, path: string): Draft {
  if (aim?.kind === "attribute" && draft.attributes.some(({ id }) => id === aim.id))
    return {
      ...draft,
      attributes: draft.attributes.map((one) => (one.id === aim.id ? { ...one, path } : one)),
    };
  if (aim && aim.kind !== "attribute" && draft.objects.some(({ id }) => id === aim.id))
    return {
      ...draft,
      objects: draft.objects.map((one) => (one.id === aim.id ? inObject(one, aim, path) : one)),
    };
  return { ...draft, attributes: [...draft.attributes, { id: rowId(), key: "", path }] };
}

/** The draft with the value of a row that says whose it is: what leads to the rows, and to the key within each. A list is the rows. */
export function withPickedRow(draft: Draft, path: string): Draft {
  const [, rows = path, within] = /^(.*?)\[\d+\](.*)$/.exec(path) ?? [];
  const many = draft.many && { ...draft.many, rows, ...(within && { keyPath: `$${within}` }) };
  return { ...draft, many };
}

function inObject(object: ObjectDraft, aim: Exclude<Aim, { kind: "attribute" }>, path: string): ObjectDraft {
  if (aim.kind === "list") return { ...object, list: path.replace(/\[\d+\].*$/, "") };
  const within = withinItem(object.list, path);
  if (aim.kind === "key") return { ...object, keyPath: within };
  return { ...object, columns: { ...object.columns, [aim.column]: within } };
}

/** `$.customer.products[0].debt` within `$.customer.products` is `$.debt` of each. */
function withinItem(list: string, path: string): string {
  const rest = path.startsWith(`${list}[`) ? /^\[\d+\](.*)$/.exec(path.slice(list.length)) : null;
  return rest ? `$${rest[1]}` : path;
}
