import { Check, CircleAlert, Hourglass } from "lucide-react";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import type { NumberLink } from "./types";

/** The chain in a word: the first broken link by its name. */
export function HealthBadge({ links }: { links: NumberLink[] }) {
  const t = useTranslations("numbers");
  const broken = links.find((link) => link.state === "broken");
  if (broken) {
    return (
      <Badge tone="red" icon={<CircleAlert aria-hidden />}>
        {t("broken", { link: t(`link.${broken.name}.name`).toLocaleLowerCase() })}
      </Badge>
    );
  }
  const waiting = links.filter((link) => link.state === "waiting");
  // Everything is laid; the rest is up to the customers.
  if (waiting.length > 0 && waiting.every((link) => link.name === "heard"))
    return <Badge>{t("unheard")}</Badge>;
  if (waiting.length > 0) {
    return (
      <Badge tone="amber" icon={<Hourglass aria-hidden />}>
        {t("waiting")}
      </Badge>
    );
  }
  return (
    <Badge tone="calm" icon={<Check aria-hidden />}>
      {t("well")}
    </Badge>
  );
}
