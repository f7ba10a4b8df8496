"use client";
import { Mic } from "lucide-react";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { VoiceDialogProps } from "./voice-dialog";

const VoiceDialog = dynamic(() => import("./voice-dialog").then((m) => m.VoiceDialog));

/** Records a voice message. */
export function VoiceButton(props: Omit<VoiceDialogProps, "onClose">) {
  const t = useTranslations("insert.voice");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="quiet" size="icon" aria-label={t("title")} onClick={() => setOpen(true)}>
        <Mic size={16} aria-hidden />
      </Button>
      {open ? <VoiceDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
