import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import type { ImportDetail } from "./import-counts";

/** The first rows that are not taken, and the file of all of them. */
export function ImportErrors({ org, detail }: { org: string; detail: ImportDetail }) {
  const t = useTranslations("people.import");
  const format = useFormatter();
  const { errors, headers } = detail;
  if (errors.length === 0) return null;
  return (
    <section className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t("errors.title")}</h2>
        <Button size="sm" asChild>
          <a href={`/api/imports?${new URLSearchParams({ org, id: detail.id })}`} download>
            {t("errors.download")}
          </a>
        </Button>
      </div>
      <Table wide={t("errors.title")}>
        <thead>
          <tr>
            <Th numeric>{t("errors.row")}</Th>
            <Th>{t("errors.column")}</Th>
            <Th>{t("errors.reason")}</Th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ row, column, reason }) => (
            <tr key={row}>
              <Td numeric>{format.number(row, "figure")}</Td>
              <Td>{column === null ? t("errors.whole") : <Name>{headers[column] ?? ""}</Name>}</Td>
              <Td>{t(`rowReason.${reason}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {errors.length === 20 ? <p className="text-sm text-ink-3">{t("errors.first", { count: 20 })}</p> : null}
    </section>
  );
}
