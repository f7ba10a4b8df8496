"use client";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useTRPCClient } from "@/components/trpc";
import { useRefusal } from "@/components/use-refusal";
import { slugFor } from "@/server/organizations/rules/slug";
import { keepProof } from "./proof";
import { SignUpForm } from "./sign-up-form";

/** Asks for a new organization; the rest happens behind the link in the mail. */
export function SignUp({ host }: { host: string }) {
  const client = useTRPCClient();
  const router = useRouter();
  const locale = useLocale();
  const refusal = useRefusal();
  return (
    <SignUpForm
      signInHref="/sign-in"
      addressOf={(organization) => `${host}/${slugFor(organization)}`}
      onSubmit={async (values) => {
        const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
        try {
          const { proof } = await client.users.requestSignUp.mutate({ ...values, locale, timeZone });
          keepProof(proof);
          router.push(`/check-mail?email=${encodeURIComponent(values.email.trim())}`);
          return undefined;
        } catch (refused) {
          return { error: refusal(refused) };
        }
      }}
    />
  );
}
