import Link from "next/link";
import { useTranslations } from "next-intl";
import { Loose } from "@/components/site/loose";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  const t = useTranslations("errors.notFound");
  return (
    <Loose title={t("title")} text={t("text")}>
      <Button asChild look="primary" size="lg">
        <Link href="/">{t("action")}</Link>
      </Button>
    </Loose>
  );
}
