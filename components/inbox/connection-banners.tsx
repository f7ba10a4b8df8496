"use client";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConnection } from "@/components/realtime/realtime";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { useCaughtUp } from "./use-caught-up";
import { useOnline } from "./use-online";
import { useOutbox } from "./use-outbox";
import type { Outgoing } from "./use-sending";

type ConnectionBannersProps = {
  org: string;
  memberId: string;
  selected: string | null;
  onOpen: (conversationId: string) => void;
};

/** What everybody has to know of the connection: that it is gone, what waits for it, what came meanwhile. */
export function ConnectionBanners({ org, memberId, selected, onOpen }: ConnectionBannersProps) {
  const t = useTranslations("inbox.connection");
  const common = useTranslations("common.action");
  const online = useOnline();
  const connection = useConnection();
  const { items } = useOutbox(org, memberId);
  const { missed, dismiss } = useCaughtUp(online && connection !== "lost");
  const waiting = items.filter((one) => one.waiting).length;
  return (
    <>
      {!online || connection === "lost" ? (
        <Banner tone="amber" flush>
          {online ? t("live") : t("offline")} {waiting > 0 ? t("waiting", { count: waiting }) : null}
        </Banner>
      ) : null}
      {missed ? (
        <Banner
          flush
          action={
            <Button look="quiet" size="iconSm" aria-label={common("hide")} onClick={dismiss}>
              <X size={14} aria-hidden />
            </Button>
          }
        >
          {t("caughtUp", missed)}
        </Banner>
      ) : null}
      <Undecided
        refused={items.filter((one) => one.refused && one.conversationId !== selected)}
        onOpen={onOpen}
      />
    </>
  );
}

/** What was stopped in a conversation that is not on screen: there it is decided. */
function Undecided({ refused, onOpen }: { refused: Outgoing[]; onOpen: (id: string) => void }) {
  const t = useTranslations("inbox.connection");
  const [first] = refused;
  if (!first) return null;
  const others = new Set(refused.map((one) => one.conversationId)).size - 1;
  return (
    <Banner
      tone="amber"
      flush
      action={
        <Button size="sm" onClick={() => onOpen(first.conversationId)}>
          {t("decide")}
        </Button>
      }
    >
      {others === 0
        ? t("undecided", { name: first.name })
        : t("undecidedMore", { name: first.name, count: others })}
    </Banner>
  );
}
