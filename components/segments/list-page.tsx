"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Table, Td, Th } from "@/components/ui/table";
import { ArchiveSegment } from "./archive-segment";
import { LiveCount } from "./live-count";
import { Preview } from "./preview";
import { SegmentHead } from "./segment-head";
import type { SegmentDetail } from "./types";
import { useMeant } from "./use-count";

type ListPageProps = { org: string; segment: SegmentDetail; mayOpen: boolean; mayChange: boolean };

/** A list that came in a file: who is on it, and which rows found nobody. */
export function ListPage({ org, segment, mayOpen, mayChange }: ListPageProps) {
  const t = useTranslations("segments");
  const { count, preview } = useMeant(segment.definition);
  return (
    <div className="mx-auto grid w-full max-w-[860px] grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6">
      <SegmentHead org={org} title={segment.name}>
        {segment.file ? (
          <p className="text-ink-2 [overflow-wrap:anywhere]">
            {t("file.from", { name: segment.file.name, rows: segment.file.rows })}
          </p>
        ) : null}
      </SegmentHead>
      <div className="flex flex-wrap items-center gap-4">
        <div className="flex-1">
          <LiveCount count={count.data} counting={count.isFetching} lacking={null} refused={count.error} />
        </div>
        {mayChange && !segment.archived ? <ArchiveSegment org={org} segment={segment} /> : null}
      </div>
      {segment.file && segment.file.refused > 0 ? <Refused org={org} segment={segment} /> : null}
      {preview.data ? <Preview people={preview.data} org={org} mayOpen={mayOpen} /> : null}
    </div>
  );
}

function Refused({ org, segment }: { org: string; segment: SegmentDetail }) {
  const t = useTranslations("segments");
  const { errors, file } = segment;
  return (
    <section className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="flex-1 font-semibold">{t("file.refused", { count: file?.refused ?? 0 })}</h2>
        <Button size="sm" asChild>
          <a href={`/api/segments?${new URLSearchParams({ org, id: segment.id })}`} download>
            {t("file.download")}
          </a>
        </Button>
      </div>
      <Table>
        <thead>
          <tr>
            <Th>{t("file.row")}</Th>
            <Th>{t("file.reason")}</Th>
          </tr>
        </thead>
        <tbody>
          {errors.map(({ row, reason }) => (
            <tr key={row}>
              <Td className="figures w-20">{row}</Td>
              <Td>{t(`reason.${reason}`)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {(file?.refused ?? 0) > errors.length ? (
        <p className="text-sm text-ink-3">{t("file.first", { count: errors.length })}</p>
      ) : null}
    </section>
  );
}
