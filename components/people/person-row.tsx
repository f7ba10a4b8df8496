import { ArrowDown } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Age } from "@/components/inbox/age-stamp";
import { Name } from "@/components/inbox/foreign-text";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";

export interface Person {
  id: string;
  name: string | null;
  address: string | null;
  executive: string | null;
  lastMessageAt: Date | null;
  since: Date;
  attributes: Record<string, unknown>;
}

/** Name and address on a phone; executive, last message, since when and details where there is room. */
const grid =
  "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 md:grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_minmax(0,1fr)_6rem_7rem] xl:grid-cols-[minmax(0,2fr)_minmax(0,1.4fr)_minmax(0,1fr)_6rem_7rem_minmax(0,2fr)]";

/** What the columns hold, for who sees them: each row says it by itself. `fitting`: in the order of a search, not of the newest. */
export function PeopleHead({ fitting }: { fitting: boolean }) {
  const t = useTranslations("people.column");
  return (
    <div aria-hidden className={cn(grid, "h-8 border-b border-line text-sm text-ink-3 max-md:hidden")}>
      <span>{t("name")}</span>
      <span>{t("address")}</span>
      <span>{t("executive")}</span>
      <span>{t("last")}</span>
      <span className="flex items-center gap-1">
        {t("since")}
        {fitting ? null : <ArrowDown size={12} />}
      </span>
      <span className="max-xl:hidden">{t("data")}</span>
    </div>
  );
}

/** One contact; the whole row leads to them. */
export function PersonRow({ person, now, href }: { person: Person; now: Date; href: string | null }) {
  const t = useTranslations("people");
  const format = useFormatter();
  const name = person.name ?? t("unnamed");
  return (
    <article aria-label={name} className={cn(grid, "relative h-14 border-b border-line hover:bg-hover")}>
      <span className="flex min-w-0 items-center gap-3">
        <Avatar name={person.name ?? person.address ?? "?"} size={32} />
        <span className="grid min-w-0">
          <Open href={href}>
            <Name className={cn("min-w-0", person.name ? "font-medium" : "text-ink-3")}>{name}</Name>
          </Open>
          <span className="figures truncate text-sm text-ink-3 md:hidden">{person.address}</span>
        </span>
      </span>
      <span className="figures truncate text-ink-2 max-md:hidden">
        <bdi>{person.address ?? t("noAddress")}</bdi>
      </span>
      <span className="truncate text-ink-2 max-md:hidden">{person.executive}</span>
      <span className="text-sm text-ink-3">
        {person.lastMessageAt ? (
          <Age at={person.lastMessageAt} now={now} />
        ) : (
          <span className="max-md:sr-only">{t("never")}</span>
        )}
      </span>
      <span className="figures text-sm text-ink-3 max-md:hidden">
        {format.dateTime(person.since, { dateStyle: "medium" })}
      </span>
      <span className="truncate text-sm text-ink-3 max-xl:hidden">{detailsOf(person.attributes)}</span>
    </article>
  );
}

function Open({ href, children }: { href: string | null; children: ReactNode }) {
  if (!href) return children;
  return (
    <Link href={href} className="flex min-w-0 before:absolute before:inset-0">
      {children}
    </Link>
  );
}

const detailsOf = (attributes: Record<string, unknown>): string =>
  Object.values(attributes)
    .filter((value) => typeof value === "string" || typeof value === "number")
    .slice(0, 4)
    .join(" · ");
