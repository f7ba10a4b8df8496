"use client";
import { CircleCheck, CircleX, MousePointerClick, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { useConsentWords } from "@/components/consent/use-consent-words";
import { Knot } from "./knot";
import type { TimelineBeside } from "./timeline-rows";

/** What happened beside what was said: a note about the contact, a yes or a no of theirs, a link that they followed. */
export function Beside({ beside: { note, consent, click, occurredAt } }: { beside: TimelineBeside }) {
  const t = useTranslations("timeline");
  const Answer = consent?.state === "in" ? CircleCheck : CircleX;
  const Mark = note ? StickyNote : click ? MousePointerClick : Answer;
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
          {note ? t("about", { name: note.author }) : t(click ? "click.title" : "kind.consents")}
        </bdi>
      }
    >
      {note ? (
        <p className="foreign line-clamp-6 border-y border-dashed border-note-line bg-note px-2 py-1">
          {note.body}
        </p>
      ) : null}
      {consent ? <Agreed consent={consent} /> : null}
      {click ? <Followed click={click} /> : null}
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

function Followed({
  click: { label, card, count, campaign },
}: {
  click: NonNullable<TimelineBeside["click"]>;
}) {
  const t = useTranslations("timeline.click");
  return (
    <p className="text-ink-2">
      <bdi className="foreign">
        {card === null ? t("text", { label }) : t("inCard", { label, card: card + 1 })}
      </bdi>
      <span className="text-sm text-ink-3">
        {" "}
        · {t("times", { count })}
        {campaign ? (
          <>
            {" "}
            · <bdi className="foreign">{t("of", { name: campaign.name })}</bdi>
          </>
        ) : null}
      </span>
    </p>
  );
}
