import { Name } from "@/components/inbox/foreign-text";
import type { FoundContact } from "./types";

type FoundContactsProps = {
  label: string;
  contacts: FoundContact[];
  onChoose: (contact: FoundContact) => void;
};

/** Contacts that were found, each with the address that tells namesakes apart; one is taken. */
export function FoundContacts({ label, contacts, onChoose }: FoundContactsProps) {
  return (
    <ul aria-label={label} className="grid max-h-48 gap-px overflow-y-auto rounded-md border border-line p-1">
      {contacts.map((contact) => (
        <li key={contact.id}>
          <button
            type="button"
            className="flex min-h-9 w-full items-center gap-3 rounded-sm px-2 text-left hover:bg-hover"
            onClick={() => onChoose(contact)}
          >
            <Name className="min-w-0 flex-1">{contact.name ?? contact.address}</Name>
            <bdi className="figures shrink-0 text-sm text-ink-3">{contact.address}</bdi>
          </button>
        </li>
      ))}
    </ul>
  );
}
