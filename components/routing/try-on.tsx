"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { SettingsSection } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { decideRoute, type Route } from "@/server/routing/rules/decide-route";
import type { RuleSet } from "@/server/routing/rules/routing-rules";
import type { Options } from "./options";
import { RouteTrace } from "./route-trace";
import { usePlanWords } from "./use-plan-words";

type TryOnProps = { draft: RuleSet; saved: RuleSet; options: Options };

/** Where past conversations would go, as the rules on screen are now: the same decision as the server's, at every change. */
export function TryOn({ draft, saved, options }: TryOnProps) {
  const t = useTranslations("routing.try");
  const format = useFormatter();
  const trpc = useTRPC();
  const words = usePlanWords(options);
  const [find, setFind] = useState("");
  const [open, setOpen] = useState<string | null>(null);
  const { data, isError } = useQuery({
    ...trpc.routing.past.queryOptions({ find: find.trim() }),
    placeholderData: keepPreviousData,
  });
  const rows = (data ?? []).map((past) => {
    const route = (set: RuleSet): Route =>
      decideRoute({ version: null, set }, past.facts, options.known, past.openedAt);
    const [next, before] = [route(draft), route(saved)];
    return { past, next, to: words(next.plan, draft), was: words(before.plan, saved) };
  });
  const changed = rows.filter((row) => row.to.text !== row.was.text).length;
  return (
    <SettingsSection
      title={t("title")}
      lead={t("lead")}
      action={changed > 0 ? <Badge tone="info">{t("changed", { count: changed })}</Badge> : null}
    >
      <div className="px-4 py-2.5">
        <Input
          type="search"
          aria-label={t("find")}
          placeholder={t("find")}
          value={find}
          maxLength={80}
          onChange={({ target }) => setFind(target.value)}
        />
      </div>
      {isError ? <p className="px-4 py-3 text-red-ink">{t("failed")}</p> : null}
      {data?.length === 0 ? <p className="px-4 py-3 text-ink-3">{t(find ? "nobody" : "none")}</p> : null}
      {rows.map(({ past, next, to, was }) => (
        <div key={past.conversationId}>
          <button
            type="button"
            aria-expanded={open === past.conversationId}
            onClick={() => setOpen(open === past.conversationId ? null : past.conversationId)}
            className="grid w-full grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-x-4 gap-y-0.5 px-4 py-2.5 text-left outline-offset-[-2px] hover:bg-hover max-md:grid-cols-1"
          >
            <span className="min-w-0">
              <Name className="block truncate font-medium">{past.contactName ?? past.address}</Name>
              <span className="figures text-sm text-ink-3">
                {format.dateTime(past.openedAt, { dateStyle: "short", timeStyle: "short" })}
                {past.agent ? ` · ${t("had", { name: past.agent })}` : ""}
              </span>
            </span>
            <span className="min-w-0">
              <span className={cn("block text-pretty", to.text !== was.text && "font-medium text-accent")}>
                {to.text}
              </span>
              {to.text === was.text ? null : (
                <span className="block text-sm text-ink-3 line-through">{was.text}</span>
              )}
            </span>
          </button>
          {open === past.conversationId ? (
            <RouteTrace rules={draft.rules} trace={next.trace} options={options} />
          ) : null}
        </div>
      ))}
    </SettingsSection>
  );
}
