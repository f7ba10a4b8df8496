import { beginConversation } from "@/components/inbox/start/begin";
import { fillValues } from "@/server/contacts/objects/rules/fill-values";
import type { RowAction } from "@/server/contacts/objects/rules/object-type";
import type { ProfileObjects, ProfileRow } from "./profile-types";
import type { Revealed } from "./use-revealed";

export interface ActedOn {
  contactId: string;
  /** Of the conversation that is open; absent for the number that suits best. */
  channelAccountId?: string | undefined;
}

/** Opens what a row action opens, with the row's values in it; what is still covered fills nothing. */
export function actOnRow(
  { contactId, channelAccountId }: ActedOn,
  action: RowAction,
  row: { objects: ProfileObjects; row: ProfileRow; revealed: Revealed; timeZone: string },
): void {
  const { name, language } = action.opens;
  const shown = valuesOf(row.objects, row.row, row.revealed);
  const values = fillValues(action, row.objects.columns, shown, row.timeZone);
  beginConversation({
    to: { contactId },
    ...(channelAccountId ? { channelAccountId } : {}),
    template: { name, language, values },
  });
}

/** The row with what was uncovered on this page. */
export function valuesOf(objects: ProfileObjects, row: ProfileRow, revealed: Revealed): ProfileRow["values"] {
  const uncovered = row.covered.flatMap((key) => {
    const value = revealed.of(objects.key, key)?.[row.id];
    return value === undefined ? [] : [[key, value] as const];
  });
  return { ...row.values, ...Object.fromEntries(uncovered) };
}

/** How a row is called where it stands alone: by its first text. */
export function nameOfRow({ columns }: ProfileObjects, row: ProfileRow): string {
  const first = columns.find((column) => column.shown && typeof row.values[column.key] === "string");
  return first ? `${row.values[first.key]}` : row.externalKey;
}
