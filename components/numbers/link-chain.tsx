import { Check, Hourglass, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";
import type { NumberLink } from "./types";

const knots = {
  ok: { look: "border-calm bg-calm-soft text-calm-ink", Icon: Check },
  waiting: { look: "border-dashed border-amber bg-amber-soft text-amber-ink", Icon: Hourglass },
  broken: { look: "border-red bg-red-soft text-red-ink", Icon: X },
};

/** The links as knots on a thread, from the carrier to the inbox: the thread is cut where a link is broken. */
export function LinkChain({ links }: { links: NumberLink[] }) {
  const t = useTranslations("numbers.link");
  return (
    <ol className="px-4 py-3">
      {links.map(({ name, state }, place) => {
        const { look, Icon } = knots[state];
        return (
          <li key={name} className="relative flex gap-3 pb-3 last:pb-0">
            {place < links.length - 1 ? (
              <span
                aria-hidden
                className={cn(
                  "absolute top-5 bottom-0 left-[9.5px] border-l",
                  state === "ok" ? "border-line-strong" : "border-dashed border-control",
                )}
              />
            ) : null}
            <span className={cn("z-[1] grid size-5 shrink-0 place-items-center rounded-full border", look)}>
              <Icon size={11} strokeWidth={2.5} aria-hidden />
            </span>
            <div className="min-w-0">
              <p className="font-medium">{t(`${name}.name`)}</p>
              <p className={cn("text-pretty", state === "ok" ? "text-ink-3" : "text-ink-2")}>
                {t(`${name}.${state}`)}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
