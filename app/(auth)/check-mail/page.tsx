import { MailCheck } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FormHead } from "@/components/auth/fields";
import { lifetimes } from "@/server/users/email-tokens";

export async function generateMetadata() {
  return { title: (await getTranslations("auth.checkMail"))("title") };
}

/** The same for a new address and for one that has an account. */
export default async function CheckMailPage({
  searchParams,
}: {
  searchParams: Promise<{ email?: unknown }>;
}) {
  const t = await getTranslations("auth.checkMail");
  const { email } = await searchParams;
  const address = typeof email === "string" && email.length <= 254 ? email : "";
  return (
    <div role="status" className="grid justify-items-start gap-5">
      <MailCheck size={28} strokeWidth={1.5} aria-hidden className="text-ink-3" />
      <FormHead
        title={t("title")}
        lead={t(address ? "lead" : "leadPlain", { email: address, minutes: lifetimes["sign-up"] })}
      />
      <Link href="/sign-up" className="text-md font-medium text-accent underline-offset-4 hover:underline">
        {t("again")}
      </Link>
    </div>
  );
}
