"use client";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { KeptInHand } from "./use-kept-draft";

/** Whether what is in hand is kept, and since when; the way to throw it away. */
export function KeptLine({ kept }: { kept: KeptInHand }) {
  const t = useTranslations("templates.kept");
  const format = useFormatter();
  const { state, savedAt } = kept;
  if (state === "conflict")
    return (
      <Banner
        tone="amber"
        action={
          <Button size="sm" onClick={() => void kept.takeTheirs()}>
            {t("takeTheirs")}
          </Button>
        }
      >
        {t("conflict")}
      </Banner>
    );
  const words = {
    none: null,
    saving: t("saving"),
    saved: savedAt
      ? t("saved", { time: format.dateTime(savedAt, { dateStyle: "short", timeStyle: "short" }) })
      : null,
    lost: t("lost"),
  }[state];
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <p role="status" className={state === "lost" ? "text-red-ink" : "figures text-ink-3"}>
        {words}
      </p>
      {state === "none" ? null : <Discard kept={kept} />}
    </div>
  );
}

function Discard({ kept }: { kept: KeptInHand }) {
  const t = useTranslations("templates.kept");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" size="sm">
          {t("discard")}
        </Button>
      }
      title={t("discardTitle")}
      description={t("discardText")}
    >
      <div className="flex justify-end">
        <Button
          look="danger"
          onClick={() => {
            setOpen(false);
            void kept.discard();
          }}
        >
          {t("discardDo")}
        </Button>
      </div>
    </Dialog>
  );
}
