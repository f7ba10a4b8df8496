import { suggestColumns } from "@/server/contacts/import/rules/mapping";
import { emailKey, externalKey } from "@/server/contacts/rules/identity";
import { phoneKey } from "@/server/contacts/rules/phone";

/** By what a row of a list may name a contact. `contact`: by the id that Hilo gave them. */
export interface ListKey {
  kind: "phone" | "email" | "external" | "contact";
  value: string;
}

type Column = { is: "phone" | "email" | "contact" | "anything" | "skip" } | { is: "external"; key: string };

interface Identifier {
  key: string;
  label: string;
}

/**
 * What the columns of a list hold, by their names. Where no name says that a column names contacts, or there are no names, each cell
 * is taken for what it looks like.
 */
export function listColumns(headers: readonly string[], identifiers: readonly Identifier[]): Column[] {
  const known = suggestColumns(headers, [], identifiers).map((target, n): Column => {
    if (target.to === "phone" || target.to === "email") return { is: target.to };
    if (target.to === "identifier") return { is: "external", key: target.key };
    return { is: /^id$/i.test(headers[n]?.trim() ?? "") ? "contact" : "skip" };
  });
  return known.every(({ is }) => is === "skip") ? headers.map(() => ({ is: "anything" })) : known;
}

/** What a row names a contact by, each once; none where nothing in it is of the kind that its column says. */
export function listKeys(
  cells: readonly string[],
  columns: readonly Column[],
  { identifiers, country }: { identifiers: readonly Identifier[]; country: string | undefined },
): ListKey[] {
  const keys = cells.flatMap((cell, n) => {
    const column = columns[n];
    const text = cell.trim();
    if (!column || text === "") return [];
    const read = { phone: phoneKey(text, country), email: emailKey(text), contact: contactId(text) };
    const of = (kind: keyof typeof read) => keyed(kind, read[kind]);
    switch (column.is) {
      case "skip":
        return [];
      case "external":
        return keyed("external", externalKey(column.key, text));
      case "anything":
        return [
          ...of("contact"),
          ...of("email"),
          ...of("phone"),
          ...identifiers.flatMap(({ key }) => keyed("external", externalKey(key, text))),
        ];
      default:
        return of(column.is);
    }
  });
  return [...new Map(keys.map((key) => [`${key.kind}:${key.value}`, key] as const)).values()];
}

const keyed = (kind: ListKey["kind"], value: string | null): ListKey[] =>
  value === null ? [] : [{ kind, value }];

const contactId = (text: string): string | null =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text.toLowerCase() : null;
