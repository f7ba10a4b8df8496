"use client";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import type { Found } from "../api";
import { ChannelBadge } from "../channel-badge";
import { Segments } from "../found-words";
import { HitLink, type HitPlace } from "./hit-link";
import { HitTime } from "./hit-time";

type PersonRowProps = {
  person: Found["contacts"][number];
  /** Of everybody who was found. */
  conversations: Found["conversations"];
  at: HitPlace;
};

/** A person who was found, with the newest conversation of theirs, and the others below it. */
export function PersonRow({ person, conversations, at }: PersonRowProps) {
  const t = useTranslations("inbox");
  const own = conversations.filter((one) => one.contactId === person.contactId);
  const newest = own.find((one) => one.conversationId === person.conversationId);
  const others = own.filter((one) => one !== newest);
  return (
    <>
      <HitLink at={at} conversationId={person.conversationId} messageId={null}>
        <span className="flex min-w-0 items-center gap-2.5">
          <Avatar name={person.contactName ?? person.address ?? "?"} size={32} />
          <span className="min-w-0 flex-1">
            <span className="flex min-w-0 items-baseline gap-2">
              <bdi className="min-w-0 flex-1 truncate font-medium">
                {person.name.length > 0 ? <Segments pieces={person.name} /> : t("contact.unnamed")}
              </bdi>
              {newest?.state === "closed" ? <Badge>{t("row.closed")}</Badge> : null}
              <HitTime at={person.lastMessageAt} />
            </span>
            <span className="flex min-w-0 items-center gap-2 text-sm text-ink-3">
              <bdi className="figures truncate">
                <Segments pieces={person.addressMarked} />
              </bdi>
              <ChannelBadge account={person.account} className="min-w-0" />
            </span>
          </span>
        </span>
      </HitLink>
      {others.map((one) => (
        <HitLink key={one.conversationId} at={at} conversationId={one.conversationId} messageId={null}>
          <span className="flex min-w-0 items-baseline gap-2 pl-[42px]">
            <bdi className="min-w-0 flex-1 truncate text-ink-2">{one.preview?.text}</bdi>
            {one.state === "closed" ? <Badge>{t("row.closed")}</Badge> : null}
            <ChannelBadge account={one.account} className="max-w-28 shrink-0" />
            <HitTime at={one.lastMessageAt} />
          </span>
        </HitLink>
      ))}
    </>
  );
}
