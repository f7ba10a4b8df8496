import Link from "next/link";
import { useTranslations } from "next-intl";
import type { Item } from "@/components/inbox/api";
import { figures } from "@/server/supervision/rules/figures";
import { behind } from "./behind";
import { Card } from "./card";
import { Sheet } from "./sheet";
import type { BoardNow } from "./types";

type QueueProps = { org: string; memberId: string; board: BoardNow; items: Item[] };

/** Who waits and has nobody, the most pressing first. */
export function Queue({ org, memberId, board, items }: QueueProps) {
  const t = useTranslations("board");
  const rest = board.figures.queue - items.length;
  return (
    <Sheet title={t("queue")} lead={items.length > 0 ? t("queueLead") : undefined}>
      {items.length === 0 ? (
        <p className="px-4 py-8 text-center text-pretty text-ink-3">{t("queueEmpty")}</p>
      ) : (
        <ul>
          {items.map((item) => (
            <Card key={item.id} org={org} memberId={memberId} item={item} />
          ))}
        </ul>
      )}
      {rest > 0 ? (
        <Link
          href={behind(org, figures.queue).list}
          className="block border-t border-line px-4 py-2.5 text-center text-accent hover:bg-hover"
        >
          {t("more", { count: rest })}
        </Link>
      ) : null}
    </Sheet>
  );
}
