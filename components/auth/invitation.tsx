"use client";
import { signIn } from "next-auth/react";
import { useLocale } from "next-intl";
import { useTRPCClient } from "@/components/trpc";
import { useRefusal } from "@/components/use-refusal";
import type { Role } from "@/server/permissions";
import { InvitationForm } from "./invitation-form";

type InvitationProps = {
  token: string;
  /** The link proves the address: who has an account joins, and is signed in, with one press. */
  hasAccount: boolean;
  invitation: { organization: string; inviter: string; role: Role; email: string; expiresAt: Date };
};

export function Invitation({ token, hasAccount, invitation }: InvitationProps) {
  const client = useTRPCClient();
  const locale = useLocale();
  const refusal = useRefusal();
  return (
    <InvitationForm
      invitation={invitation}
      signedIn={hasAccount}
      onAccept={async ({ name, password }) => {
        const person = hasAccount ? {} : { name, password };
        try {
          const joined = await client.organizations.acceptInvitation.mutate({ token, locale, ...person });
          const answer = await signIn("link", { token: joined.signInToken, redirect: false });
          window.location.assign(answer?.ok ? `/${joined.slug}` : "/sign-in");
          return undefined;
        } catch (refused) {
          return { error: refusal(refused) };
        }
      }}
    />
  );
}
