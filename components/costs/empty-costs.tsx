import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** Before the first message: what this page will show, and how to see it. */
export function EmptyCosts({ mayTry }: { mayTry: boolean }) {
  const t = useTranslations("costs.empty");
  const action = (
    <Button asChild look="primary">
      <Link href="/sandbox">{t("action")}</Link>
    </Button>
  );
  return <EmptyState title={t("title")} text={t("text")} action={mayTry ? action : undefined} />;
}
