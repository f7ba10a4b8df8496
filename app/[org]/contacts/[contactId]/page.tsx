import { notFound } from "next/navigation";
import { z } from "zod";
import { TimelinePage } from "@/components/contacts/timeline-page";
import { DomainError } from "@/server/errors";
import { gate } from "@/server/gate";
import { apiFor } from "@/server/trpc-rsc";

type Props = { params: Promise<{ org: string; contactId: string }> };

export default async function ContactPage({ params }: Props) {
  const { org, contactId } = await params;
  const scope = await gate(org, "conversations:read");
  if (!z.uuid().safeParse(contactId).success) notFound();
  const { conversations } = await apiFor(org);
  const contact = await conversations.timelineContact({ contactId }).catch((error: unknown) => {
    if (isMissing(error)) notFound();
    throw error;
  });
  return <TimelinePage org={org} contact={contact} now={scope.now} />;
}

function isMissing(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause instanceof DomainError && cause.code === "NOT_FOUND";
}
