"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { TransferDialog } from "@/components/inbox/work/transfer-dialog";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

/** The shift is over and conversations are still one's own: all of them can be handed over at once, with a word. */
export function ShiftBanner({ memberId }: { memberId: string }) {
  const t = useTranslations("work.shift");
  const trpc = useTRPC();
  const [handing, setHanding] = useState(false);
  const { data: ids = [], refetch } = useQuery({ ...trpc.routing.held.queryOptions(), staleTime: 0 });
  if (ids.length === 0) return null;
  return (
    <>
      <Banner
        tone="amber"
        flush
        action={
          <Button size="sm" onClick={() => setHanding(true)}>
            {t("handOver")}
          </Button>
        }
      >
        {t("over", { count: ids.length })}
      </Banner>
      {handing ? (
        <TransferDialog
          ids={ids}
          memberId={memberId}
          title={t("title", { count: ids.length })}
          lead={t("lead")}
          onDone={() => {
            setHanding(false);
            void refetch();
          }}
        />
      ) : null}
    </>
  );
}
