import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { DetailPage } from "../ui/detail-page";

type FrameProps = Omit<ComponentProps<typeof DetailPage>, "back"> & { org: string };

/** The page around one campaign. */
export function CampaignFrame({ org, ...rest }: FrameProps) {
  const t = useTranslations("campaigns");
  return <DetailPage back={{ href: `/${org}/campaigns`, label: t("title") }} {...rest} />;
}
