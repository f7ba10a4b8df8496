"use client";
import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { formatMoney } from "@/components/money";
import { SettingsSection } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { useRefusal } from "@/components/use-refusal";
import type { Locale } from "@/messages/locales";
import type { AppRouter } from "@/server/router";
import type { RuleSet } from "@/server/routing/rules/routing-rules";

type Replay = inferRouterOutputs<AppRouter>["routing"]["replay"];
const periods = ["7", "14", "28"] as const;

/** The last days lived again, by the rules in force and by those on screen, beside what really happened. */
export function WhatIf({ draft, ready }: { draft: RuleSet; ready: boolean }) {
  const t = useTranslations("routing.whatIf");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [days, setDays] = useState<(typeof periods)[number]>("7");
  const { mutate, data, error, isPending } = useMutation(trpc.routing.replay.mutationOptions());
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      <div className="flex flex-wrap items-center gap-2 px-4 py-2.5">
        <Select
          aria-label={t("period")}
          value={days}
          onChange={setDays}
          options={periods.map((value) => ({ value, label: t("days", { days: Number(value) }) }))}
          className="w-48!"
        />
        <Button busy={isPending} disabled={!ready} onClick={() => mutate({ set: draft, days: Number(days) })}>
          {t("compare")}
        </Button>
      </div>
      {error ? <p className="px-4 py-3 text-red-ink">{refusal(error)}</p> : null}
      {data && data.conversations === 0 ? <p className="px-4 py-3 text-ink-3">{t("none")}</p> : null}
      {data && data.conversations > 0 ? <Compared replay={data} /> : null}
    </SettingsSection>
  );
}

function Compared({ replay }: { replay: Replay }) {
  const t = useTranslations("routing.whatIf");
  const format = useFormatter();
  const locale = useLocale() as Locale;
  const columns = [replay.real, replay.inForce, replay.draft];
  const minutes = (value: number | null) =>
    value === null ? "–" : t("minutes", { minutes: format.number(value, { maximumFractionDigits: 1 }) });
  const cost = (expired: number) =>
    replay.template
      ? formatMoney(replay.template.micros * BigInt(expired), replay.template.currency, locale)
      : "–";
  const rows: [label: string, cells: string[]][] = [
    [t("median"), columns.map((one) => minutes(one.median))],
    [t("p90"), columns.map((one) => minutes(one.p90))],
    [t("longest"), columns.map((one) => minutes(one.longest))],
    [t("left"), columns.map((one) => format.number(one.left, "figure"))],
    [t("expired"), columns.map((one) => format.number(one.expired, "figure"))],
    [t("cost"), columns.map((one) => cost(one.expired))],
    [t("spread"), columns.map((one) => format.number(spreadOf(one.loads), "figure"))],
  ];
  const members = replay.names.filter(({ id }) =>
    columns.some((one) => one.loads.some((load) => load.memberId === id)),
  );
  return (
    <div className="overflow-x-auto px-4 py-3">
      <table className="figures w-full min-w-[440px] text-right">
        <caption className="pb-2 text-left text-ink-3">
          {t(replay.cut ? "newest" : "all", { count: replay.conversations })}
        </caption>
        <thead>
          <tr className="text-ink-2 [&>th]:py-1 [&>th]:pl-3 [&>th]:font-medium">
            <td />
            <th scope="col">{t("real")}</th>
            <th scope="col">{t("inForce")}</th>
            <th scope="col">{t("draft")}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {rows.map(([label, cells]) => (
            <tr key={label} className="[&>td]:py-1 [&>td]:pl-3">
              <th scope="row" className="text-left font-normal text-ink-2">
                {label}
              </th>
              {cells.map((cell, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                <td key={n} className={n === 2 && cell !== cells[1] ? "font-medium text-accent" : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
          {members.map(({ id, name }) => (
            <tr key={id} className="[&>td]:py-1 [&>td]:pl-3">
              <th scope="row" className="max-w-40 text-left font-normal text-ink-3">
                <Name>{name}</Name>
              </th>
              {columns.map((one, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move
                <td key={n}>
                  {format.number(one.loads.find((load) => load.memberId === id)?.count ?? 0, "figure")}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="pt-2 text-sm text-pretty text-ink-3">{t("how")}</p>
    </div>
  );
}

/** How many more the one with the most got than the one with the fewest. */
function spreadOf(loads: { count: number }[]): number {
  return (loads[0]?.count ?? 0) - (loads.at(-1)?.count ?? 0);
}
