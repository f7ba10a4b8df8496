"use client";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { StartButton } from "@/components/inbox/start/start-button";
import { Avatar } from "@/components/ui/avatar";
import { writtenPhone } from "@/server/contacts/rules/phone";
import type { Profile } from "./profile-types";

type ProfileHeadProps = { org: string; profile: Profile; labels: ReactNode };

/** Who it is. */
export function ProfileHead({ org, profile, labels }: ProfileHeadProps) {
  const t = useTranslations("profile");
  const timeline = useTranslations("timeline");
  const unnamed = useTranslations("inbox.contact")("unnamed");
  const addresses = readable(profile);
  const name = profile.contact.name ?? addresses[0]?.text ?? unnamed;
  return (
    <header className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <Link
        href={`/${org}/inbox`}
        aria-label={timeline("back")}
        className="grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover"
      >
        <ArrowLeft size={17} aria-hidden />
      </Link>
      <Avatar name={name} size={40} />
      <div className="grid min-w-0 flex-1 basis-44 gap-1">
        <h1 className="text-lg font-semibold [overflow-wrap:anywhere]">
          <span className="sr-only">{t("title", { name: "" })}</span>
          <Name wraps>{name}</Name>
        </h1>
        <ul className="figures flex min-w-0 flex-wrap gap-x-4 gap-y-0.5 text-ink-2">
          {addresses.map(({ id, kind, text }) => (
            <li key={id} className="min-w-0">
              <span className="sr-only">{t(kind)} </span>
              <bdi className="[overflow-wrap:anywhere]">{text}</bdi>
            </li>
          ))}
        </ul>
        {labels}
      </div>
      {profile.contact.mergedInto ? null : <StartButton contactId={profile.contact.id} />}
    </header>
  );
}

type Address = { id: string; kind: "phone" | "email" | "username"; text: string };

/** The carrier's own id of a person says nothing to anybody. */
function readable({ identities }: Profile): Address[] {
  const found = identities.flatMap(({ id, kind, address, username }): Address[] => {
    if (kind === "phone") return [{ id, kind, text: writtenPhone(address) }];
    if (kind === "email") return [{ id, kind, text: address }];
    return username ? [{ id, kind: "username", text: `@${username}` }] : [];
  });
  return found.filter((one, place) => found.findIndex(({ text }) => text === one.text) === place);
}
