import { ConsentsCard } from "./consents-card";
import { ErasureCard } from "./erasure-card";

/** What a person has agreed to, and what they may ask of us. */
export function ContactRights({ contactId, name }: { contactId: string; name: string }) {
  return (
    <>
      <ConsentsCard contactId={contactId} />
      <ErasureCard contactId={contactId} name={name} />
    </>
  );
}
