"use client";
import { CircleCheck, CircleX, StickyNote } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useConsentWords } from "@/components/consent/use-consent-words";
import type { TimelineBeside } from "./timeline-rows";

/** One knot that belongs to the contact and to no conversation: a note about them, a yes or a no of theirs. */
export function Beside({ beside: { note, consent, occurredAt } }: { beside: TimelineBeside }) {
  const t = useTranslations("timeline");
  const format = useFormatter();
  const Mark = note ? StickyNote : consent?.state === "in" ? CircleCheck : CircleX;
  return (
    <article className="thread relative grid gap-0.5 py-1.5 pl-5">
      <span aria-hidden className="absolute top-2.5 -left-[7px] bg-surface text-ink-3">
        <Mark size={14} />
      </span>
      <p className="flex min-w-0 items-center gap-2 text-sm text-ink-3">
        <bdi className="truncate font-medium text-ink-2">
          {note ? t("about", { name: note.author }) : t("kind.consents")}
        </bdi>
        <time
          dateTime={occurredAt.toISOString()}
          title={format.dateTime(occurredAt, { dateStyle: "full", timeStyle: "medium" })}
          className="figures ml-auto shrink-0"
        >
          {format.dateTime(occurredAt, { hour: "numeric", minute: "2-digit" })}
        </time>
      </p>
      {note ? (
        <p className="foreign line-clamp-6 border-y border-dashed border-note-line bg-note px-2 py-1">
          {note.body}
        </p>
      ) : null}
      {consent ? <Agreed consent={consent} /> : null}
    </article>
  );
}

function Agreed({ consent }: { consent: NonNullable<TimelineBeside["consent"]> }) {
  const t = useTranslations("consent");
  const words = useConsentWords();
  const purpose = words.purpose(consent.purpose);
  const how = [
    words.channel(consent.channel),
    words.source(consent.source),
    consent.member,
    words.proof(consent.evidence),
  ];
  return (
    <p className="text-ink-2">
      {t(consent.state === "in" ? "gave" : "refused", { purpose })}
      <span className="foreign text-sm text-ink-3"> · {how.filter(Boolean).join(" · ")}</span>
    </p>
  );
}
