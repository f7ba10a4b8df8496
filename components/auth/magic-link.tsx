"use client";
import { useLocale } from "next-intl";
import { useTRPCClient } from "@/components/trpc";
import { useRefusal } from "@/components/use-refusal";
import { MagicLinkForm } from "./magic-link-form";

/** Asks for a link that signs in. */
export function MagicLink({ minutes }: { minutes: number }) {
  const client = useTRPCClient();
  const locale = useLocale();
  const refusal = useRefusal();
  return (
    <MagicLinkForm
      minutes={minutes}
      signInHref="/sign-in"
      onSubmit={async ({ email }) => {
        try {
          await client.users.requestLink.mutate({ email, locale });
          return undefined;
        } catch (refused) {
          return { error: refusal(refused) };
        }
      }}
    />
  );
}
