import type { Metadata } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { AskedText, LinkFrame } from "@/components/consent/link-frame";
import { Button } from "@/components/ui/button";
import { clientIp } from "@/server/client-ip";
import { readUnsubscribe } from "@/server/contacts/consent/links";
import { DomainError } from "@/server/errors";

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: "no-referrer" };

type Props = { params: Promise<{ token: string }>; searchParams: Promise<Record<string, string>> };

/** Where a customer stops what they receive, and takes it up again. Opening it does nothing. */
export default async function UnsubscribePage({ params, searchParams }: Props) {
  const t = await getTranslations("consent.link");
  const language = await getLocale();
  const from = await headers();
  const browser = { ip: clientIp(from), userAgent: from.get("user-agent") };
  const page = await readUnsubscribe((await params).token, language, browser).catch((error: unknown) => {
    if (error instanceof DomainError) return null;
    throw error;
  });
  if (!page)
    return (
      <LinkFrame organization={null} title={t("goneTitle")}>
        <p className="text-ink-2">{t("gone")}</p>
      </LinkFrame>
    );
  const { organization, purpose, state, text } = page;
  const what = t(`purpose.${purpose}`);
  const stopped = state === "out";
  const waits = "wait" in (await searchParams);
  return (
    <LinkFrame
      organization={organization}
      title={t(stopped ? "stoppedTitle" : "stopTitle", { organization, what })}
    >
      <p className="text-ink-2" role="status">
        {waits ? t("wait") : t(stopped ? "stopped" : "stop", { organization, what })}
      </p>
      {stopped ? <AskedText>{text}</AskedText> : null}
      <form method="post" className="grid justify-items-start">
        <input type="hidden" name="answer" value={stopped ? "in" : "out"} />
        <input type="hidden" name="language" value={language} />
        <Button type="submit" size="lg" look={stopped ? "plain" : "primary"}>
          {t(stopped ? "resumeAct" : "stopAct", { what })}
        </Button>
      </form>
    </LinkFrame>
  );
}
