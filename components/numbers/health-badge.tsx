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
  if (links.some((link) => link.state === "waiting")) {
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
