"use client";
import { useTranslations } from "next-intl";
import { Bars } from "@/components/charts/bars";
import { Card } from "@/components/ui/card";
import type { Report } from "./types";
import { useMeasureWords } from "./words";

/** Day by day: how much came and was answered, and how long the first answer took. */
export function ReportCharts({ days }: Pick<Report, "days">) {
  const t = useTranslations("reports");
  const words = useMeasureWords();
  const series = (["opened", "closed"] as const).map((key) => ({ key, label: words.name(key) }));
  const waits = [{ key: "firstAnswer", label: words.name("firstAnswer") }];
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card className="min-w-0 px-5 py-4">
        <h2 className="mb-2 text-md font-semibold">{t("chart.volume")}</h2>
        <Bars
          label={t("chart.volume")}
          data={days.map(({ key, measures }) => ({
            name: key ? words.day(key, "figures") : "",
            opened: measures.opened,
            closed: measures.closed,
          }))}
          series={series}
          format={(value) => words.value("opened", value)}
          whole
        />
      </Card>
      <Card className="min-w-0 px-5 py-4">
        <h2 className="mb-2 text-md font-semibold">{t("chart.wait")}</h2>
        <Bars
          label={t("chart.wait")}
          data={days.map(({ key, measures }) => ({
            name: key ? words.day(key, "figures") : "",
            firstAnswer: measures.firstAnswer ?? undefined,
          }))}
          series={waits}
          format={(value) => words.span(value)}
        />
      </Card>
    </div>
  );
}
