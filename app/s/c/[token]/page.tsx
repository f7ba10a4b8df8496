import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { AskedText, LinkFrame } from "@/components/consent/link-frame";
import { Button } from "@/components/ui/button";
import { clientIp } from "@/server/client-ip";
import { readConfirmation } from "@/server/contacts/consent/links";
import { DomainError } from "@/server/errors";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

/** Where a customer confirms what they were asked by e-mail. Opening it does nothing: mail is scanned. */
export default async function ConfirmationPage({ params }: { params: Promise<{ token: string }> }) {
  const t = await getTranslations("consent.link");
  const from = await headers();
  const browser = { ip: clientIp(from), userAgent: from.get("user-agent") };
  const page = await readConfirmation((await params).token, browser).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (!page || page.state === "expired")
    return (
      <LinkFrame organization={page?.organization ?? null} title={t("goneTitle")}>
        <p className="text-ink-2">{t(page ? "expired" : "gone")}</p>
      </LinkFrame>
    );
  const used = page.state === "used";
  return (
    <LinkFrame organization={page.organization} title={t(used ? "confirmedTitle" : "confirmTitle")}>
      <p className="text-ink-2" role="status">
        {t(used ? "confirmed" : "confirm", { organization: page.organization })}
      </p>
      <AskedText>{page.text}</AskedText>
      {used ? null : (
        <form method="post" className="grid justify-items-start">
          <Button type="submit" size="lg" look="primary">
            {t("confirmAct")}
          </Button>
        </form>
      )}
    </LinkFrame>
  );
}
