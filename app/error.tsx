"use client";
import { useTranslations } from "next-intl";
import { Loose } from "@/components/site/loose";
import { Button } from "@/components/ui/button";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("errors.crash");
  return (
    <Loose
      title={t("title")}
      text={t("text")}
      aside={error.digest ? t("code", { code: error.digest }) : undefined}
    >
      <Button look="primary" size="lg" onClick={reset}>
        {t("action")}
      </Button>
    </Loose>
  );
}
