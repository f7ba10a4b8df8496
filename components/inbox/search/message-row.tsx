"use client";
import { File, Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { Found } from "../api";
import { ChannelBadge } from "../channel-badge";
import { useFileSize } from "../content/media";
import { Name } from "../foreign-text";
import { Segments } from "../found-words";
import { HitLink, type HitPlace } from "./hit-link";
import { HitTime } from "./hit-time";

export type MessageHit = Found["messages"][number];

/** A message, note or file that was found: whose conversation, when, on which number, and the words in it. */
export function MessageRow({ hit, at }: { hit: MessageHit; at: HitPlace }) {
  const t = useTranslations("inbox");
  const note = hit.direction === "note";
  return (
    <HitLink at={at} conversationId={hit.conversationId} messageId={hit.id}>
      <span className="flex min-w-0 items-baseline gap-2">
        <Name className="min-w-0 flex-1 font-medium">
          {hit.contactName ?? hit.address ?? t("contact.unnamed")}
        </Name>
        <HitTime at={hit.occurredAt} />
      </span>
      <span className={cn("line-clamp-2 [overflow-wrap:anywhere]", note ? "text-note-ink" : "text-ink-2")}>
        <Speaker hit={hit} />
        <bdi>
          <Segments pieces={hit.snippet} />
        </bdi>
      </span>
      <Under hit={hit} />
    </HitLink>
  );
}

/** Who says it, where it is not the customer. */
function Speaker({ hit }: { hit: MessageHit }) {
  const t = useTranslations("finding");
  if (hit.direction === "note")
    return (
      <span className="font-medium">
        <Lock size={11} aria-hidden className="mr-1 inline -translate-y-px" />
        {hit.author ? t("noteBy", { name: hit.author }) : t("note")}{" "}
      </span>
    );
  if (hit.direction === "in") return null;
  return <span className="text-ink-3">{hit.author ? t("by", { name: hit.author }) : t("ours")} </span>;
}

function Under({ hit }: { hit: MessageHit }) {
  const size = useFileSize();
  const { file } = hit;
  return (
    <span className="flex min-w-0 items-center gap-2 text-sm text-ink-3">
      <ChannelBadge account={hit.account} className="min-w-0 shrink" />
      {hit.contactName && hit.address ? <bdi className="figures truncate">{hit.address}</bdi> : null}
      {file ? (
        <span className="figures ml-auto flex shrink-0 items-center gap-1">
          <File size={11} aria-hidden />
          {file.size ? size(file.size) : null}
        </span>
      ) : null}
    </span>
  );
}
