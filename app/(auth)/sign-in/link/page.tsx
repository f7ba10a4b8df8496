import { getTranslations } from "next-intl/server";
import { MagicLink } from "@/components/auth/magic-link";
import { lifetimes } from "@/server/users/email-tokens";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.magic"))("title") };
}

export default function LinkRequestPage() {
  return <MagicLink minutes={lifetimes["sign-in"]} />;
}
