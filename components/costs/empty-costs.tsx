import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";

/** Before the first message: what this page will show. */
export function EmptyCosts() {
  const t = useTranslations("costs.empty");
  return <EmptyState title={t("title")} text={t("text")} />;
}
