"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ListFromFile } from "@/components/segments/list-from-file";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { SearchSelect } from "@/components/ui/search-select";
import { Segmented } from "@/components/ui/segmented";
import type { Draft } from "../types";
import { ContactsChoice } from "./contacts-choice";
import { Counted } from "./counted";
import { FailedChoice, UnansweredChoice } from "./other-campaign";
import { StepHead } from "./step-head";
import type { StepProps } from "./wizard";

type Kind = NonNullable<Draft["audience"]>["kind"];
const kinds = ["segment", "contacts", "unanswered", "failed"] as const satisfies Kind[];

/** Whom it goes to: a segment or a file, people picked by hand, or who did not answer another campaign, or did not get it. */
export function AudienceStep({
  org,
  campaignId,
  draft,
  options,
  onChange,
}: StepProps & { campaignId: string }) {
  const t = useTranslations("campaigns.audience");
  const [kind, setKind] = useState<Kind>(draft.audience?.kind ?? "segment");
  const { audience } = draft;
  const others = options.campaigns.filter(({ id }) => id !== campaignId);
  const choose = (next: Kind) => {
    setKind(next);
    if (audience?.kind !== next) onChange({ audience: null });
  };
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <StepHead step="audience" title={t("title")} lead={t("lead")} />
      <Segmented
        label={t("kind")}
        value={kind}
        onChange={choose}
        options={kinds.map((value) => ({ value, label: t(value) }))}
        className="w-fit"
      />
      {kind === "segment" ? (
        <SegmentChoice
          org={org}
          segments={options.segments}
          chosen={audience?.kind === "segment" ? audience.segmentId : null}
          onChoose={(segmentId) => onChange({ audience: { kind: "segment", segmentId } })}
        />
      ) : null}
      {kind === "contacts" ? (
        <ContactsChoice
          chosen={audience?.kind === "contacts" ? audience.contactIds : []}
          onChange={(contactIds) =>
            onChange({ audience: contactIds.length > 0 ? { kind: "contacts", contactIds } : null })
          }
        />
      ) : null}
      {kind === "unanswered" ? (
        <UnansweredChoice
          campaigns={others}
          chosen={audience?.kind === "unanswered" ? audience.campaignId : null}
          onChoose={(id) => onChange({ audience: { kind: "unanswered", campaignId: id } })}
        />
      ) : null}
      {kind === "failed" ? (
        <FailedChoice
          campaigns={others}
          chosen={audience?.kind === "failed" ? audience : null}
          onChoose={(chosen) => onChange({ audience: { kind: "failed", ...chosen } })}
        />
      ) : null}
    </section>
  );
}

type SegmentChoiceProps = {
  org: string;
  segments: StepProps["options"]["segments"];
  chosen: string | null;
  onChoose: (segmentId: string) => void;
};

function SegmentChoice({ org, segments, chosen, onChoose }: SegmentChoiceProps) {
  const t = useTranslations("campaigns");
  const trpc = useTRPC();
  const client = useQueryClient();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {segments.length === 0 ? <p className="text-ink-2">{t("audience.noSegments")}</p> : null}
      <div className="flex flex-wrap items-end gap-2">
        {segments.length > 0 ? (
          <Field label={t("audience.whichSegment")} className="min-w-0 flex-1 basis-64">
            {(control) => (
              <SearchSelect
                control={control}
                label={t("audience.whichSegment")}
                value={chosen}
                placeholder={t("choose")}
                onChange={onChoose}
                options={segments.map((one) => ({
                  value: one.id,
                  label: one.name,
                  hint: t(one.kind === "list" ? "audience.lastList" : "audience.lastCount", {
                    count: one.contacts,
                  }),
                }))}
              />
            )}
          </Field>
        ) : null}
        <ListFromFile
          org={org}
          onMade={(segmentId) => {
            onChoose(segmentId);
            void client.invalidateQueries({ queryKey: trpc.campaigns.options.queryKey() });
          }}
        />
        <Button asChild look="quiet">
          <Link href={`/${org}/contacts/segments/new`}>{t("audience.newSegment")}</Link>
        </Button>
      </div>
      {chosen ? <SegmentCount segmentId={chosen} /> : null}
    </div>
  );
}

/** How many it means at this moment, not when somebody last looked. */
function SegmentCount({ segmentId }: { segmentId: string }) {
  const trpc = useTRPC();
  const { data: segment } = useQuery(trpc.segments.find.queryOptions({ segmentId }));
  const count = useQuery(
    trpc.segments.count.queryOptions(
      { definition: segment?.definition ?? { match: "all", conditions: [] } },
      { enabled: segment !== undefined, staleTime: 0, retry: false },
    ),
  );
  return <Counted count={count.data} counting={count.isFetching || !segment} />;
}
