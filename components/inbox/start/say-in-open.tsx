"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Skeleton } from "@/components/ui/skeleton";
import { unsupportedParts } from "@/server/templates/rules/render";
import { TemplateChoice } from "../template-fields";
import type { TemplateItem } from "../template-item";
import { Fill } from "../template-picker";
import type { GivenTemplate } from "./begin";

type SayInOpenProps = {
  conversationId: string;
  template: GivenTemplate;
  onOpen: (conversationId: string) => void;
};

/** A template with its values, into the conversation that is open already. */
export function SayInOpen({ conversationId, template, onOpen }: SayInOpenProps) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.templates.list.queryOptions({ conversationId }));
  const { data: prices } = useQuery(trpc.conversations.price.queryOptions({ conversationId }));
  const [picked, setPicked] = useState<TemplateItem | "none" | null>(null);
  const usable = data?.filter(
    (one) => one.status === "APPROVED" && unsupportedParts(one.components).length === 0,
  );
  if (!usable) return <Skeleton className="h-40" />;
  const meant = usable.find((one) => one.name === template.name && one.language === template.language);
  const chosen = picked === "none" ? null : (picked ?? meant);
  if (!chosen)
    return (
      <>
        {meant ? null : <TemplateGone name={template.name} />}
        <TemplateChoice templates={usable} prices={prices} onChoose={setPicked} />
      </>
    );
  return (
    <Fill
      key={chosen.id}
      template={chosen}
      conversationId={conversationId}
      prices={prices}
      given={chosen === meant ? template.values : {}}
      onBack={() => setPicked("none")}
      onSent={() => onOpen(conversationId)}
    />
  );
}

/** What a row action wants to say is not to be said on this number. */
export function TemplateGone({ name }: { name: string }) {
  const t = useTranslations("profile");
  return <Banner tone="amber">{t("templateGone", { name })}</Banner>;
}
