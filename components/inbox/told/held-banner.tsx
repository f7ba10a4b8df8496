"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { allows, type Role } from "@/server/permissions";

type HeldBannerProps = { role: Role; selected: string | null; onOpen: (conversationId: string) => void };

/** A message of one's own that was due and did not leave, in a conversation that is not on screen: there it is decided. */
export function HeldBanner({ role, selected, onOpen }: HeldBannerProps) {
  const t = useTranslations("composing.place");
  const connection = useTranslations("inbox.connection");
  const trpc = useTRPC();
  const { data } = useQuery({
    ...trpc.scheduled.held.queryOptions(),
    enabled: allows(role, "conversations:reply"),
  });
  const elsewhere = data?.filter((one) => one.conversationId !== selected) ?? [];
  const [first] = elsewhere;
  if (!first) return null;
  return (
    <Banner
      tone="amber"
      flush
      action={
        <Button size="sm" onClick={() => onOpen(first.conversationId)}>
          {connection("decide")}
        </Button>
      }
    >
      {t("notLeft", { name: first.contactName ?? "—", others: elsewhere.length - 1 })}
    </Banner>
  );
}
