import {
  BadgePercent,
  Hammer,
  HandCoins,
  HeartHandshake,
  type LucideIcon,
  MessagesSquare,
  Plus,
} from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Starter, starters } from "./starters";

const icons: Record<Starter, LucideIcon> = {
  collections: HandCoins,
  sales: BadgePercent,
  care: MessagesSquare,
  support: Hammer,
  loyalty: HeartHandshake,
};

/** What campaigns are mostly made for, each a link to a draft with its first choices made. */
export function StarterCards({ org, blank }: { org: string; blank?: boolean }) {
  const t = useTranslations("campaigns.starter");
  return (
    <section aria-label={t("title")} className="grid gap-3">
      <header>
        <h2 className="font-semibold">{t("title")}</h2>
        <p className="text-pretty text-ink-3">{t("lead")}</p>
      </header>
      <ul className="grid grid-cols-3 gap-2 max-md:grid-cols-2 max-sm:grid-cols-1">
        {starters.map((key) => (
          <Card
            key={key}
            Icon={icons[key]}
            href={hrefOf(org, key)}
            title={t(`${key}.title`)}
            text={t(`${key}.text`)}
          />
        ))}
        {blank ? (
          <Card Icon={Plus} href={hrefOf(org, "blank")} title={t("blank")} text={t("blankText")} />
        ) : null}
      </ul>
    </section>
  );
}

const hrefOf = (org: string, starter: string): string => `/${org}/campaigns/new?starter=${starter}`;

type CardProps = { Icon: LucideIcon; href: string; title: string; text: string };

function Card({ Icon, href, title, text }: CardProps) {
  return (
    <li className="grid">
      <Link
        href={href}
        className="grid content-start gap-1 rounded-lg border border-line bg-surface p-3 hover:border-line-strong hover:bg-hover"
      >
        <span className="flex items-center gap-2 font-medium">
          <Icon size={15} aria-hidden className="shrink-0 text-ink-3" />
          {title}
        </span>
        <span className="text-pretty text-ink-3">{text}</span>
      </Link>
    </li>
  );
}
