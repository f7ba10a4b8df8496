"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { cn } from "@/components/ui/cn";
import { allows } from "@/server/permissions";
import { Name } from "./foreign-text";

/** For who leads: why nobody else has it. Everybody whom the decision saw, as they were then. */
export function WhyNot({ conversationId }: { conversationId: string }) {
  const t = useTranslations("inbox.whyNot");
  const trpc = useTRPC();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { data, isError } = useQuery({
    ...trpc.routing.explain.queryOptions({ conversationId }),
    enabled: me !== undefined && allows(me.role, "routing:read"),
  });
  if (isError) return <p className="mt-2 text-sm text-red-ink">{t("failed")}</p>;
  if (!data) return null;
  return (
    <div className="mt-3 grid gap-1.5 border-t border-line pt-2 text-sm">
      {data.rules.length > 0 ? (
        <ul aria-label={t("rules")} className="grid gap-0.5">
          {data.rules.map(({ name, outcome }, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rules stand in the order in which they were asked
            <li key={n} className="flex justify-between gap-3">
              <Name className={outcome === "spoke" ? "min-w-0 font-medium" : "min-w-0 text-ink-3"}>
                {name ?? t("past")}
              </Name>
              <span className="shrink-0 text-ink-3">{t(`outcome.${outcome}`)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      <p className="mt-1 font-medium text-ink-2">{t(data.decidedAt ? "then" : "now")}</p>
      <ul className="figures grid max-h-56 gap-0.5 overflow-y-auto">
        {data.members.map(({ memberId, name, place, load, limit }) => (
          <li key={memberId} className="flex justify-between gap-3">
            <Name className={cn("min-w-0", place === "winner" && "font-medium")}>{name}</Name>
            <span className="shrink-0 text-ink-3">
              {place === "elsewhere" ? null : `${load}/${limit} · `}
              {t(`place.${place}`)}
            </span>
          </li>
        ))}
        {data.members.length === 0 ? <li className="text-ink-3">{t("nobody")}</li> : null}
        {data.more > 0 ? <li className="text-ink-3">{t("more", { count: data.more })}</li> : null}
      </ul>
    </div>
  );
}
