import { notFound } from "next/navigation";
import { z } from "zod";
import { ContactPage } from "@/components/contacts/profile/contact-page";
import { RealtimeProvider } from "@/components/realtime/realtime";
import { DomainError } from "@/server/errors";
import { gate } from "@/server/gate";
import { allows } from "@/server/permissions";
import { realtimeFor } from "@/server/realtime/for-member";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string; contactId: string }> };

export default async function Page({ params }: Props) {
  const { org, contactId } = await params;
  const scope = await gate(org, "contacts:read");
  if (!z.uuid().safeParse(contactId).success) notFound();
  const { id, role } = scope.actor;
  const api = await apiFor(org);
  // Before anything is read: whatever changes from here on, the page will be told.
  const feed = allows(role, "conversations:read") ? await api.conversations.feed({}) : null;
  const profile = await api.contacts.profile({ contactId }).catch((error: unknown) => {
    if (isMissing(error)) notFound();
    throw error;
  });
  return (
    <RealtimeProvider config={feed ? realtimeFor(scope) : null} cursor={feed?.cursor ?? ""}>
      <ContactPage org={org} contactId={contactId} initial={profile} member={{ id, role }} now={scope.now} />
    </RealtimeProvider>
  );
}

function isMissing(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof DomainError && cause.code === "NOT_FOUND";
}
