import { useFormatter, useTranslations } from "next-intl";
import { useId } from "react";
import { cn } from "@/components/ui/cn";
import { timeLeft, type WindowLevel, windowLevel } from "./window-level";

const HOUR = 3_600_000;
const RADIUS = 12.25;
const ROUND = 2 * Math.PI * RADIUS;

const strokes: Record<WindowLevel, string> = {
  none: "stroke-line-strong",
  expired: "stroke-line-strong",
  red: "stroke-red",
  amber: "stroke-amber",
  calm: "stroke-calm",
};
const inks: Record<WindowLevel, string> = {
  none: "text-ink-3",
  expired: "text-ink-3",
  red: "text-red-ink",
  amber: "text-amber-ink",
  calm: "text-ink-2",
};

type WindowRingProps = {
  expiresAt: Date | null;
  now: Date;
  /** How long this window lasts as a whole: 24 for customer service, 72 or more from an ad. */
  hours?: number;
  /** At 20 there is no room for figures inside: say them beside it. */
  size?: 20 | 28 | 36;
  /** Also says the time in words beside the ring. */
  words?: boolean;
  className?: string;
};

/** Time left to answer, as an arc of the thread with the hours inside. Level shows by weight and text too. */
export function WindowRing({ expiresAt, now, hours = 24, size = 28, words, className }: WindowRingProps) {
  const say = useWindowWords();
  const level = windowLevel(expiresAt, now);
  const share = expiresAt
    ? Math.min(1, Math.max(0, (expiresAt.getTime() - now.getTime()) / (hours * HOUR)))
    : 0;
  const text = say(expiresAt, now);
  return (
    <span
      role="img"
      aria-label={text.long}
      className={cn("inline-flex items-center gap-1.5", inks[level], className)}
    >
      <svg aria-hidden viewBox="0 0 28 28" width={size} height={size} className="shrink-0">
        <Face level={level} />
        <Arc level={level} share={share} />
        {size > 20 ? (
          <text
            x="14"
            y="14.4"
            textAnchor="middle"
            dominantBaseline="central"
            className="fill-current font-semibold [font-variant-numeric:tabular-nums]"
            fontSize={text.inside.length > 2 ? 8.5 : 10}
          >
            {text.inside}
          </text>
        ) : null}
      </svg>
      {words ? <span className="figures whitespace-nowrap">{text.short}</span> : null}
    </span>
  );
}

function Face({ level }: { level: WindowLevel }) {
  const hatch = useId();
  if (level === "expired") {
    return (
      <>
        <defs>
          <pattern
            id={hatch}
            width="3.4"
            height="3.4"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <path d="M0 0V3.4" className="stroke-line-strong" strokeWidth="1.6" />
          </pattern>
        </defs>
        <circle cx="14" cy="14" r={RADIUS} fill={`url(#${hatch})`} />
      </>
    );
  }
  return (
    <circle cx="14" cy="14" r={RADIUS} className={level === "red" ? "fill-red-soft" : "fill-transparent"} />
  );
}

function Arc({ level, share }: { level: WindowLevel; share: number }) {
  const weight = level === "calm" ? 1.75 : 2.75;
  return (
    <g fill="none" transform="rotate(-90 14 14)">
      <circle
        cx="14"
        cy="14"
        r={RADIUS}
        className="stroke-line-strong"
        strokeWidth="1"
        {...(level === "none" ? { strokeDasharray: "2 2.4" } : {})}
      />
      {share > 0 ? (
        <circle
          cx="14"
          cy="14"
          r={RADIUS}
          className={strokes[level]}
          strokeWidth={weight}
          strokeLinecap="round"
          strokeDasharray={`${Math.max(share * ROUND, 0.5)} ${ROUND}`}
        />
      ) : null}
    </g>
  );
}

/** The window in words: `inside` the ring, `short` beside it, `long` for who does not see it. */
export function useWindowWords() {
  const t = useTranslations("inbox.window");
  return (expiresAt: Date | null, now: Date) => {
    const level = windowLevel(expiresAt, now);
    if (!expiresAt || level === "none") return { inside: "", short: t("none"), long: t("none") };
    if (level === "expired") return { inside: "", short: t("expired"), long: t("expired") };
    const left = timeLeft(expiresAt, now);
    const time = left.hours > 0 ? t("hours", left) : t("minutes", left);
    const key = level === "calm" ? "open" : level === "amber" ? "soon" : "urgent";
    return {
      inside: left.hours > 0 ? `${left.hours}` : `${left.minutes}m`,
      short: time,
      long: t(key, { time }),
    };
  };
}

/** "Until Sunday 23, 14:21": the end itself, in the organization's time zone. */
export function useWindowEnd() {
  const t = useTranslations("inbox.window");
  const format = useFormatter();
  return (expiresAt: Date, kind: "service" | "entry" = "service") => {
    const parts = {
      date: format.dateTime(expiresAt, { weekday: "long", day: "numeric" }),
      time: format.dateTime(expiresAt, { hour: "numeric", minute: "2-digit" }),
    };
    return kind === "entry" ? t("freeEntry", parts) : t("until", parts);
  };
}
