"use client";
import { useQuery } from "@tanstack/react-query";
import { SquarePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { allows } from "@/server/permissions";
import { beginConversation } from "./begin";

/** Begins a conversation, with the contact given or with whoever is chosen; absent for who may not write. */
export function StartButton({
  contactId,
  channelAccountId,
}: {
  contactId?: string;
  channelAccountId?: string;
}) {
  const t = useTranslations("start");
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  if (!me || !allows(me.role, "conversations:reply")) return null;
  if (contactId)
    return (
      <Button
        size="sm"
        onClick={() =>
          beginConversation({ to: { contactId }, ...(channelAccountId ? { channelAccountId } : {}) })
        }
      >
        <SquarePen size={13} aria-hidden />
        {t("title")}
      </Button>
    );
  return (
    <Button look="quiet" size="icon" aria-label={t("title")} onClick={() => beginConversation()}>
      <SquarePen size={15} aria-hidden />
    </Button>
  );
}
