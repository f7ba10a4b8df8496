import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { FormHead } from "@/components/auth/fields";
import { LinkConfirm } from "@/components/auth/link-confirm";
import { Button } from "@/components/ui/button";
import { readEmailToken } from "@/server/users/email-tokens";
import { token as tokenSchema } from "@/server/users/schema";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

export default async function LinkPage({ params }: { params: Promise<{ token: string }> }) {
  const token = tokenSchema.safeParse((await params).token);
  const link = token.success ? await readEmailToken(token.data) : null;
  if (!token.success || !link) return <LinkGone />;
  const organization = link.purpose === "sign-up" ? (link.payload.organization ?? "") : null;
  return <LinkConfirm token={token.data} organization={organization} />;
}

async function LinkGone() {
  const t = await getTranslations("auth");
  return (
    <div className="grid justify-items-start gap-5">
      <FormHead title={t("link.goneTitle")} lead={t("link.gone")} />
      <Button asChild size="lg">
        <Link href="/sign-in">{t("signIn.title")}</Link>
      </Button>
    </div>
  );
}
