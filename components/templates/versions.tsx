"use client";
import { useQuery } from "@tanstack/react-query";
import { Check, Clock, X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { StudioTemplate, TemplateVersion } from "./template-types";
import { useTemplateWords } from "./use-template-words";

const looks = {
  submitted: { tone: "info", Icon: Clock },
  approved: { tone: "calm", Icon: Check },
  rejected: { tone: "red", Icon: X },
} as const;

type VersionsProps = {
  template: StudioTemplate;
  /** Puts an earlier text into the editor; nothing is submitted by it. Null where there is no editor. */
  onTake: ((version: TemplateVersion) => void) | null;
};

/** What was submitted, by whom and when, with the carrier's verdict; the last one first. */
export function Versions({ template, onTake }: VersionsProps) {
  const t = useTranslations("templates.versions");
  const trpc = useTRPC();
  const { data, isError, refetch } = useQuery(
    trpc.templates.versions.queryOptions({ templateId: template.id }),
  );
  return (
    <section aria-label={t("title")} className="grid max-w-[720px] gap-2">
      <h2 className="font-semibold">{t("title")}</h2>
      {isError ? (
        <p className="flex flex-wrap items-center gap-3 text-red-ink">
          {t("failed")}
          <Button size="sm" onClick={() => void refetch()}>
            {t("again")}
          </Button>
        </p>
      ) : null}
      {data?.length === 0 ? <p className="text-pretty text-ink-3">{t("none")}</p> : null}
      {data && data.length > 0 ? (
        <ol className="divide-y divide-line border-y border-line">
          {data.map((version, place) => (
            <Row
              key={version.id}
              version={version}
              number={data.length - place}
              onTake={place === 0 && version.state !== "rejected" ? null : onTake}
            />
          ))}
        </ol>
      ) : null}
    </section>
  );
}

type RowProps = { version: TemplateVersion; number: number; onTake: VersionsProps["onTake"] };

function Row({ version, number, onTake }: RowProps) {
  const t = useTranslations("templates.versions");
  const words = useTemplateWords();
  const format = useFormatter();
  const { state, reason, author, savedAt, draft } = version;
  const { tone, Icon } = looks[state];
  const at = format.dateTime(new Date(savedAt), { dateStyle: "medium", timeStyle: "short" });
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3">
      <div className="grid min-w-0 flex-1 basis-64 gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="figures font-medium">{t("number", { number })}</span>
          <Badge tone={tone} icon={<Icon aria-hidden />}>
            {t(`state.${state}`)}
          </Badge>
          <span className="text-sm text-ink-3">
            {words.category(draft.category)} · <Name wraps>{author}</Name> ·{" "}
            <time className="figures">{at}</time>
          </span>
        </p>
        <p dir="auto" className="line-clamp-2 [overflow-wrap:anywhere] text-ink-2">
          {draft.body}
        </p>
        {(reason ? words.reasons(reason) : []).map((one) => (
          <p key={one} dir="auto" className="text-sm text-red-ink">
            {one}
          </p>
        ))}
      </div>
      {onTake ? (
        <Button size="sm" aria-label={t("takeNumber", { number })} onClick={() => onTake(version)}>
          {t("take")}
        </Button>
      ) : null}
    </li>
  );
}
