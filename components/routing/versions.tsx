"use client";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { History } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AppRouter } from "@/server/router";
import type { RuleSet } from "@/server/routing/rules/routing-rules";
import type { Options } from "./options";
import { useRuleWords } from "./use-rule-words";

type VersionsProps = {
  view: inferRouterOutputs<AppRouter>["routing"]["rules"];
  options: Options;
  mayChange: boolean;
  /** Puts an earlier one on screen; nothing is saved by it. */
  onTake: (set: RuleSet, version: number) => void;
};

/** Who changed the rules, when and why; any of them can be looked at and taken back. */
export function Versions({ view, options, mayChange, onTake }: VersionsProps) {
  const t = useTranslations("routing.versions");
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  const [shown, setShown] = useState<number | null>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      as="sheet"
      title={t("title")}
      description={t("lead")}
      trigger={
        <Button>
          <History size={14} aria-hidden />
          {t("open")}
        </Button>
      }
    >
      {view.versions.length === 0 ? <p className="text-ink-3">{t("none")}</p> : null}
      <ol className="grid gap-1">
        {view.versions.map(({ version, note, by, at, rules }) => (
          <li key={version} className="rounded-md border border-line">
            <button
              type="button"
              aria-expanded={shown === version}
              onClick={() => setShown(shown === version ? null : version)}
              className="grid w-full gap-0.5 px-3 py-2 text-left hover:bg-hover"
            >
              <span className="flex items-center gap-2 font-medium">
                {t("version", { version })}
                {version === view.version ? <Badge tone="calm">{t("inForce")}</Badge> : null}
              </span>
              <span className="text-sm text-ink-3">
                <Name wraps>{by ?? t("somebody")}</Name> ·{" "}
                <time className="figures">
                  {format.dateTime(at, { dateStyle: "medium", timeStyle: "short" })}
                </time>{" "}
                · {t("count", { count: rules })}
              </span>
              {note ? <Name className="text-pretty text-ink-2">{note}</Name> : null}
            </button>
            {shown === version ? (
              <VersionShown
                version={version}
                options={options}
                action={mayChange && version !== view.version ? t("take") : null}
                onTake={(set) => {
                  onTake(set, version);
                  setOpen(false);
                }}
              />
            ) : null}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

type VersionShownProps = {
  version: number;
  options: Options;
  action: string | null;
  onTake: (set: RuleSet) => void;
};

function VersionShown({ version, options, action, onTake }: VersionShownProps) {
  const t = useTranslations("routing");
  const trpc = useTRPC();
  const words = useRuleWords(options);
  const { data: set, isError } = useQuery(trpc.routing.version.queryOptions({ version }));
  if (isError) return <p className="px-3 pb-2 text-red-ink">{t("versions.failed")}</p>;
  if (!set) return null;
  return (
    <div className="grid gap-2 border-t border-line px-3 py-2">
      <ol className="grid list-decimal gap-1 pl-5 text-ink-2">
        {set.rules.map((rule) => (
          <li key={rule.id}>
            <Name className="font-medium text-ink">{rule.name}</Name>
            {words.when(rule)} → {words.targets(rule.targets)}
          </li>
        ))}
      </ol>
      <p className="text-ink-2">
        {t("otherwise")}: {words.targets(set.otherwise)}
      </p>
      {action ? (
        <div>
          <Button size="sm" onClick={() => onTake(set)}>
            {action}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
