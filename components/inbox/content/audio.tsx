"use client";
import { Mic, Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { AttachmentView } from "../types";
import { DownloadLink, Missing } from "./media";

const SPEEDS = [1, 1.5, 2];

type AudioContentProps = {
  attachment: AttachmentView | undefined;
  voice: boolean;
  onRetry?: (() => void) | undefined;
};

/** A voice message or a sound file: play, seek along the thread, listen faster. */
export function AudioContent({ attachment, voice, onRetry }: AudioContentProps) {
  const t = useTranslations("inbox.media");
  const name = t(voice ? "voice" : "audio");
  if (!attachment?.url) return <Missing attachment={attachment} name={name} onRetry={onRetry} />;
  return <Player url={attachment.url} name={name} voice={voice} knownMs={attachment.durationMs} />;
}

function Player({
  url,
  name,
  voice,
  knownMs,
}: {
  url: string;
  name: string;
  voice: boolean;
  knownMs: number | undefined;
}) {
  const t = useTranslations("inbox.media");
  const audio = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [length, setLength] = useState((knownMs ?? 0) / 1000);
  const [speed, setSpeed] = useState(1);

  const toggle = () =>
    playing ? audio.current?.pause() : audio.current?.play().catch(() => setPlaying(false));
  const faster = () => {
    const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
    setSpeed(next);
    if (audio.current) audio.current.playbackRate = next;
  };
  const seek = (seconds: number) => {
    setAt(seconds);
    if (audio.current) audio.current.currentTime = seconds;
  };

  return (
    <fieldset className="flex w-64 max-w-full items-center gap-2" aria-label={name}>
      {/* biome-ignore lint/a11y/useMediaCaption: what customers say has no captions. */}
      <audio
        ref={audio}
        src={url}
        preload="metadata"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime)}
        onDurationChange={(event) =>
          Number.isFinite(event.currentTarget.duration) && setLength(event.currentTarget.duration)
        }
      />
      <button
        type="button"
        onClick={toggle}
        aria-label={t(playing ? "pause" : "play")}
        className="grid size-8 shrink-0 place-items-center rounded-full bg-accent text-accent-ink hover:bg-accent-strong"
      >
        {playing ? (
          <Pause size={14} aria-hidden />
        ) : (
          <Play size={14} aria-hidden className="translate-x-px" />
        )}
      </button>
      <div className="min-w-0 flex-1">
        <input
          type="range"
          min={0}
          max={Math.max(length, 0.1)}
          step={0.1}
          value={at}
          onChange={(event) => seek(Number(event.target.value))}
          aria-label={t("position")}
          aria-valuetext={clock(at)}
          className="seek block w-full"
        />
        <span className="figures flex items-center gap-1 text-2xs text-ink-3">
          {voice ? <Mic size={10} aria-hidden /> : null}
          {at > 0 && length > 0 ? `${clock(at)} / ${clock(length)}` : clock(length)}
        </span>
      </div>
      <button
        type="button"
        onClick={faster}
        aria-label={t("speed", { speed: `${speed}×` })}
        className="figures h-6 min-w-8 shrink-0 rounded-sm text-sm text-ink-2 hover:bg-hover"
      >
        {speed}×
      </button>
      <DownloadLink url={url} name={name} />
    </fieldset>
  );
}

function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
