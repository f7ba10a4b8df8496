"use client";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Builder } from "./builder";
import { ListPage } from "./list-page";

type SegmentPageProps = {
  org: string;
  /** Null for one that is being made. */
  segmentId: string | null;
  mayOpen: boolean;
  mayChange: boolean;
};

export function SegmentPage({ segmentId, ...rest }: SegmentPageProps) {
  return segmentId ? <Known segmentId={segmentId} {...rest} /> : <New {...rest} />;
}

type Rest = Omit<SegmentPageProps, "segmentId">;

function New({ org, mayOpen }: Rest) {
  const trpc = useTRPC();
  const { data: options } = useSuspenseQuery(trpc.segments.options.queryOptions());
  return <Builder org={org} options={options} segment={null} mayOpen={mayOpen} />;
}

function Known({ segmentId, org, mayOpen, mayChange }: Rest & { segmentId: string }) {
  const t = useTranslations("segments");
  const trpc = useTRPC();
  const { data: options } = useSuspenseQuery(trpc.segments.options.queryOptions());
  const { data: segment } = useSuspenseQuery(trpc.segments.find.queryOptions({ segmentId }));
  useRecounted(segmentId, mayChange && !segment.archived);
  return (
    <>
      {segment.archived ? <Banner flush>{t("archivedText")}</Banner> : null}
      {segment.kind === "list" || segment.archived ? (
        <ListPage org={org} segment={segment} mayOpen={mayOpen} mayChange={mayChange} />
      ) : (
        <Builder org={org} options={options} segment={segment} mayOpen={mayOpen} />
      )}
    </>
  );
}

/** Whoever opens a segment leaves the list a figure as new as what they saw. */
function useRecounted(segmentId: string, may: boolean): void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutate } = useMutation(
    trpc.segments.recount.mutationOptions({
      onSuccess: () => client.invalidateQueries({ queryKey: trpc.segments.list.queryKey() }),
    }),
  );
  useEffect(() => {
    if (may) mutate({ segmentId });
  }, [segmentId, may, mutate]);
}
