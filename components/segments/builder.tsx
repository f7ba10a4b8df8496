"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { errorDetails } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { ArchiveSegment } from "./archive-segment";
import { Conditions } from "./conditions";
import { type Draft, definitionOf, draftOf } from "./draft";
import { LiveCount } from "./live-count";
import { Preview } from "./preview";
import { SegmentHead } from "./segment-head";
import type { SegmentDetail, SegmentOptions } from "./types";
import { useMeant, useSegmentRefusal, useWhole } from "./use-count";

type BuilderProps = {
  org: string;
  options: SegmentOptions;
  /** Null for one that is being made. */
  segment: SegmentDetail | null;
  mayOpen: boolean;
};

const empty: Draft = { match: "all", rows: [] };

/** Says who is meant, and shows at once how many and some of them. */
export function Builder({ org, options, segment, mayOpen }: BuilderProps) {
  const t = useTranslations("segments");
  const [name, setName] = useState(segment?.name ?? "");
  const [draft, setDraft] = useState(() => (segment ? draftOf(segment.definition) : empty));
  const { whole, settling } = useWhole(draft);
  const { count, preview } = useMeant(whole);
  const save = useSave(org, segment);
  const refusal = useSegmentRefusal();
  const lacking = draft.rows.length === 0 ? t("nobody") : whole || settling ? null : t("incomplete");
  const counting = settling || count.isFetching;
  return (
    <div className="mx-auto grid w-full max-w-[860px] grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6">
      <SegmentHead org={org} title={segment?.name ?? t("new")} />
      <form
        className="grid grid-cols-[minmax(0,1fr)] gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() && whole && !settling)
            save.mutate({ name: name.trim(), definition: definitionOf(draft) });
        }}
      >
        <Field label={t("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={80}
              placeholder={t("nameExample")}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Conditions draft={draft} options={options} onChange={setDraft} />
        <div className="sticky bottom-0 z-10 -mx-4 grid gap-2 border-t border-line bg-surface px-4 py-3">
          {save.error ? (
            <Banner
              tone="red"
              action={
                errorDetails(save.error).what === "version" ? (
                  <Button size="sm" onClick={() => window.location.reload()}>
                    {t("reload")}
                  </Button>
                ) : undefined
              }
            >
              {refusal(save.error)}
            </Banner>
          ) : null}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1">
              <LiveCount count={count.data} counting={counting} lacking={lacking} refused={count.error} />
            </div>
            {segment ? <ArchiveSegment org={org} segment={segment} /> : null}
            <Button
              type="submit"
              look="primary"
              busy={save.isPending}
              disabled={!name.trim() || !whole || settling}
            >
              {t("save")}
            </Button>
          </div>
        </div>
      </form>
      {preview.data && !lacking && !count.error ? (
        <Preview people={preview.data} org={org} mayOpen={mayOpen} />
      ) : null}
    </div>
  );
}

function useSave(org: string, segment: SegmentDetail | null) {
  const t = useTranslations("segments");
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  // One id for all tries: a repetition makes no second one.
  const [clientSegmentId] = useState(() => crypto.randomUUID());
  const [version, setVersion] = useState(segment?.version ?? 0);
  const create = useMutation(trpc.segments.create.mutationOptions());
  const update = useMutation(trpc.segments.update.mutationOptions());
  return useMutation({
    mutationFn: async (given: { name: string; definition: ReturnType<typeof definitionOf> }) => {
      if (segment)
        setVersion((await update.mutateAsync({ segmentId: segment.id, version, ...given })).version);
      else await create.mutateAsync({ clientSegmentId, ...given });
    },
    onSuccess: async () => {
      toast(t("saved"));
      await client.invalidateQueries({ queryKey: trpc.segments.pathKey() });
      if (!segment) router.replace(`/${org}/contacts/segments/${clientSegmentId}`);
    },
  });
}
