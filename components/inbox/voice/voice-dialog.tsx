"use client";
import { RotateCcw, Square } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/components/money";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { Item, NextPrices } from "../api";
import { AudioContent } from "../content/audio";
import { nextPrice } from "../view";
import { longestSeconds, useRecorder } from "./use-recorder";
import { useSendVoice } from "./use-send-voice";
import { Wave } from "./wave";

export type VoiceDialogProps = {
  org: string;
  item: Item;
  /** The highest seq on screen. */
  seenSeq: number;
  prices: NextPrices | undefined;
  onClose: () => void;
};

/** Records at once; listens, records again or sends. Closing it throws the recording away. */
export function VoiceDialog({ org, item, seenSeq, prices, onClose }: VoiceDialogProps) {
  const t = useTranslations("insert.voice");
  const composer = useTranslations("inbox.composer");
  const locale = useLocale();
  const { state, levels, recording, stop, again } = useRecorder();
  const { send, problem, busy } = useSendVoice(org, item, seenSeq, onClose);
  const price = nextPrice(prices, "reply");
  const priced = price
    ? price.micros === 0n
      ? composer("sendFree")
      : composer("sendPriced", { price: formatMoney(price.micros, price.currency, locale) })
    : composer("send");
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} width={420} title={t("title")}>
      <div className="grid gap-4">
        {state === "denied" || state === "unsupported" ? <Banner tone="red">{t(state)}</Banner> : null}
        {state === "asking" ? <p className="text-ink-3">{t("asking")}</p> : null}
        {state === "recording" || state === "done" ? (
          <Wave levels={levels} live={state === "recording"} />
        ) : null}
        {state === "recording" ? <Elapsed seconds={Math.floor(levels.length / 10)} /> : null}
        {recording ? (
          <AudioContent
            voice
            attachment={{
              id: "",
              mime: recording.blob.type,
              name: null,
              size: recording.blob.size,
              url: recording.url,
              state: "ready",
              durationMs: recording.seconds * 1000,
            }}
          />
        ) : null}
        {problem ? <Banner tone="red">{problem}</Banner> : null}
        <div className="flex flex-wrap justify-end gap-2">
          {state === "recording" ? (
            <Button look="primary" onClick={stop} autoFocus>
              <Square size={13} aria-hidden />
              {t("stop")}
            </Button>
          ) : null}
          {state === "done" || state === "denied" ? (
            <Button onClick={again}>
              <RotateCcw size={13} aria-hidden />
              {t("again")}
            </Button>
          ) : null}
          {recording ? (
            <Button look="primary" busy={busy} autoFocus onClick={() => void send(recording)}>
              {priced}
            </Button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}

function Elapsed({ seconds }: { seconds: number }) {
  const t = useTranslations("insert.voice");
  const clock = (whole: number) => `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  return (
    <p role="timer" className="figures flex items-center gap-2 text-ink-2">
      <span aria-hidden className="size-2 rounded-full bg-red motion-safe:animate-pulse" />
      {t("elapsed", { time: clock(seconds), most: clock(longestSeconds) })}
    </p>
  );
}
