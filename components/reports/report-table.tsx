import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { Card } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { ReportBy } from "@/server/reports/rules/asked";
import type { Report } from "./types";
import { counted, timed, useMeasureWords } from "./words";

const columns = [...counted, ...timed, "occupancy", "rated", "satisfaction"] as const;
/** A conversation opens before anybody has it: of a person these say nothing. */
const nobodys: readonly string[] = ["opened", "reopened"];

/** Every figure under each heading; what did nothing is left out of the days. */
export function ReportTable({ by, report }: { by: ReportBy; report: Report }) {
  const t = useTranslations("reports");
  const words = useMeasureWords();
  const shown = by === "member" ? columns.filter((column) => !nobodys.includes(column)) : columns;
  const rows = by === "day" ? report.rows.filter((row) => columns.some((c) => row.measures[c])) : report.rows;
  return (
    <Card className="min-w-0 px-4 py-1">
      <Table wide={t("table")}>
        <thead>
          <tr>
            <Th>{t(`by.${by}`)}</Th>
            {shown.map((column) => (
              <Th key={column} numeric>
                {words.name(column)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key ?? "none"}>
              <Td className="max-w-48 min-w-28">
                {by === "day" ? (
                  <span className="figures whitespace-nowrap">
                    {row.key ? words.day(row.key, "named") : null}
                  </span>
                ) : (
                  <Name>{row.name ?? t(`none.${by}`)}</Name>
                )}
              </Td>
              {shown.map((column) => (
                <Td key={column} numeric>
                  {words.value(column, row.measures[column])}
                </Td>
              ))}
            </tr>
          ))}
          <tr className="font-medium">
            <Td>{t("total")}</Td>
            {shown.map((column) => (
              <Td key={column} numeric>
                {words.value(column, report.total[column])}
              </Td>
            ))}
          </tr>
        </tbody>
      </Table>
    </Card>
  );
}
