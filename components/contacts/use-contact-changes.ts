import { useChanges } from "@/components/realtime/realtime";
import type { Change } from "@/components/realtime/socket";

/** Calls back when a contact changed, so many changed that nobody is named, or `also` holds of what did. */
export function useContactChanges(
  contactId: string,
  onChange: () => unknown,
  also: (change: Change) => boolean = () => false,
): void {
  const here = (change: Change) =>
    (change.kind === "contact" && (change.id === contactId || change.id === null)) || also(change);
  useChanges((changes) => {
    if (changes === "all" || changes.some(here)) onChange();
  });
}
