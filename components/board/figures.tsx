import { Download } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useClock } from "@/components/clock";
import { Age } from "@/components/inbox/age-stamp";
import { cn } from "@/components/ui/cn";
import { type Figure, figures } from "@/server/supervision/rules/figures";
import { behind } from "./behind";
import type { BoardNow } from "./types";

const order = ["queue", "waiting", "ending", "missed", "risk", "late", "open"] as const satisfies Figure[];

/** These press as soon as there is one. */
const tones: Partial<Record<Figure, string>> = {
  ending: "text-amber-ink",
  missed: "text-red-ink",
  risk: "text-amber-ink",
  late: "text-red-ink",
};

/** The figures of the whole, each a door to what is behind it. */
export function Figures({ org, board }: { org: string; board: BoardNow }) {
  const t = useTranslations("board");
  return (
    <section aria-label={t("figures")}>
      <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-4 xl:grid-cols-7">
        {order.map((name) => (
          <li key={name} className="group/figure relative bg-surface">
            <Tile org={org} name={name} board={board} />
          </li>
        ))}
        <li aria-hidden className="bg-surface xl:hidden" />
      </ul>
    </section>
  );
}

function Tile({ org, name, board }: { org: string; name: Figure; board: BoardNow }) {
  const t = useTranslations("board");
  const now = useClock();
  const value = board.figures[name];
  const { list, csv } = behind(org, figures[name]);
  return (
    <>
      <Link
        href={list}
        data-figure={name}
        className="grid h-full grid-rows-[1fr_auto_auto] gap-0.5 px-3.5 py-3 outline-offset-[-2px] hover:bg-hover"
      >
        <span className="pr-5 text-sm text-pretty text-ink-2">{t(`figure.${name}`)}</span>
        <span
          className={cn(
            "figures text-2xl font-semibold tracking-[-0.02em]",
            value === 0 ? "text-ink-3" : (tones[name] ?? "text-ink"),
          )}
        >
          {value}
        </span>
        <span className="min-h-4 text-sm text-ink-3">
          {name === "queue" && board.oldest ? (
            <>
              {t("oldest")} <Age at={board.oldest} now={now} />
            </>
          ) : null}
        </span>
      </Link>
      <a
        href={csv}
        download
        aria-label={t("csvOf", { figure: t(`figure.${name}`) })}
        title={t("csv")}
        className="absolute top-1.5 right-1.5 grid size-7 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <Download size={13} aria-hidden />
      </a>
    </>
  );
}
