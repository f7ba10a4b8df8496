import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { DetailPage } from "../ui/detail-page";

type StudioFrameProps = Omit<ComponentProps<typeof DetailPage>, "back"> & { org: string };

/** The page around one template. */
export function StudioFrame({ org, ...rest }: StudioFrameProps) {
  const t = useTranslations("templates");
  return <DetailPage back={{ href: `/${org}/templates`, label: t("title") }} {...rest} />;
}
