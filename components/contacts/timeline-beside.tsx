"use client";
import { CircleCheck, CircleX, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConsentWords } from "@/components/consent/use-consent-words";
import { Knot } from "./knot";
import type { TimelineBeside } from "./timeline-rows";

/** What belongs to the contact and to no conversation: a note about them, a yes or a no of theirs. */
export function Beside({ beside: { note, consent, occurredAt } }: { beside: TimelineBeside }) {
  const t = useTranslations("timeline");
  const Mark = note ? StickyNote : consent?.state === "in" ? CircleCheck : CircleX;
  return (
    <Knot
      at={occurredAt}
      mark={
        <span aria-hidden className="absolute top-2.5 -left-[7px] bg-surface text-ink-3">
          <Mark size={14} />
        </span>
      }
      who={
        <bdi className="truncate font-medium text-ink-2">
          {note ? t("about", { name: note.author }) : t("kind.consents")}
        </bdi>
      }
    >
      {note ? (
        <p className="foreign line-clamp-6 border-y border-dashed border-note-line bg-note px-2 py-1">
          {note.body}
        </p>
      ) : null}
      {consent ? <Agreed consent={consent} /> : null}
    </Knot>
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
