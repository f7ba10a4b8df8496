import type { Metadata } from "next";
import { Invitation } from "@/components/auth/invitation";
import { InvitationGone } from "@/components/auth/invitation-form";
import { readInvitation } from "@/server/organizations/read-invitation";
import { token as tokenSchema } from "@/server/users/schema";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const token = tokenSchema.safeParse((await params).token);
  const invitation = token.success ? await readInvitation(token.data) : null;
  if (!token.success || !invitation) return <InvitationGone homeHref="/sign-in" />;
  const { hasAccount, ...shown } = invitation;
  return <Invitation token={token.data} hasAccount={hasAccount} invitation={shown} />;
}
