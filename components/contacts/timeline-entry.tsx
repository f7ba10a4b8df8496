"use client";
import { Lock } from "lucide-react";
import Link from "next/link";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { ChannelBadge } from "@/components/inbox/channel-badge";
import { useEndWords } from "@/components/inbox/content/template-cards";
import { PreviewLine } from "@/components/inbox/preview-line";
import { useEventWords } from "@/components/inbox/use-event-words";
import { cn } from "@/components/ui/cn";
import { previewOf } from "@/server/conversations/rules/preview";
import { momentOf } from "@/server/templates/rules/moment";
import { Knot } from "./knot";
import type { TimelineConversation, TimelineEntry } from "./timeline-rows";

type EntryProps = { entry: TimelineEntry; account: TimelineConversation["account"] };

/** Who said or did what, on which number. */
export function Entry({ entry, account }: EntryProps) {
  const note = entry.direction === "note";
  return (
    <Knot
      at={entry.occurredAt}
      mark={
        <span
          aria-hidden
          className={cn(
            "absolute top-3 -left-[3px] size-[7px] rounded-full border",
            entry.direction === "in" ? "border-ink bg-ink" : "border-control bg-surface",
          )}
        />
      }
      who={
        <>
          <Who entry={entry} />
          <ChannelBadge account={account} markOnly />
        </>
      }
    >
      <div className={cn("min-w-0", note && "border-y border-dashed border-note-line bg-note px-2 py-1")}>
        <What entry={entry} />
      </div>
    </Knot>
  );
}

function Who({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("inbox");
  const late = useTranslations("timeline");
  const { direction, origin, author } = entry;
  const who =
    direction === "in" ? t("origin.customer") : origin === "agent" ? author?.name : t(`origin.${origin}`);
  return (
    <>
      {direction === "note" ? <Lock size={12} aria-hidden className="shrink-0 text-note-ink" /> : null}
      <bdi className="truncate font-medium text-ink-2">
        {[direction === "note" ? t("message.note") : null, who ?? author?.name].filter(Boolean).join(" · ")}
        {entry.campaign ? (
          <>
            {" · "}
            <CampaignLink campaign={entry.campaign} />
          </>
        ) : null}
      </bdi>
      {entry.late ? <span className="shrink-0 text-amber-ink">{late("late")}</span> : null}
      {entry.state === "failed" || entry.state === "rejected" ? (
        <span className="shrink-0 text-red-ink">{t(`state.${entry.state}`)}</span>
      ) : null}
    </>
  );
}

function CampaignLink({ campaign }: { campaign: NonNullable<TimelineEntry["campaign"]> }) {
  const { org } = useParams<{ org: string }>();
  if (campaign.id === null) return campaign.name;
  return (
    <Link href={`/${org}/campaigns/${campaign.id}`} className="underline-offset-2 hover:underline">
      {campaign.name}
    </Link>
  );
}

function What({ entry }: { entry: TimelineEntry }) {
  const t = useTranslations("inbox.message");
  const words = useEventWords();
  const { content, revoked, direction } = entry;
  if (revoked)
    return <p className="text-ink-3 italic">{t(direction === "in" ? "revoked" : "revokedOurs")}</p>;
  if (content.type === "event") return <p className="text-ink-2">{words(content, entry.author)}</p>;
  if (content.type === "text" || content.type === "note")
    return <p className="foreign line-clamp-6">{content.body}</p>;
  if (content.type === "template") return <TemplateSaid content={content} />;
  return (
    <p className="foreign line-clamp-6">
      <PreviewLine type={content.type} text={previewOf(content)} />
    </p>
  );
}

/** What a template said; below it how many cards it had, and what it offered until when. */
function TemplateSaid({ content }: { content: Extract<TimelineEntry["content"], { type: "template" }> }) {
  const t = useTranslations("parts.place");
  const end = useEndWords();
  const now = useClock();
  const { body, cards = [], offer, values } = content;
  const until = momentOf(values["offer.expires"] ?? "");
  const more = [
    offer,
    until ? end(until, now) : null,
    cards.length > 0 ? t("cards", { count: cards.length }) : null,
  ].filter(Boolean);
  return (
    <>
      <p className="foreign line-clamp-6">
        <PreviewLine type={content.type} text={body} />
      </p>
      {more.length > 0 ? <p className="foreign text-sm text-ink-3">{more.join(" · ")}</p> : null}
    </>
  );
}
