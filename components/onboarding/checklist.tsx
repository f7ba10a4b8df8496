"use client";
import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useTRPC } from "@/components/trpc";
import { cn } from "@/components/ui/cn";

/** A new organization's first steps, each ticked by what really happened; gone once all are. Needs the area `settings`. */
export function Checklist({ org }: { org: string }) {
  const t = useTranslations("settings.checklist");
  const title = useId();
  const trpc = useTRPC();
  const { data } = useQuery({ ...trpc.organizations.checklist.queryOptions(), refetchInterval: whileOpen });
  if (!data || Object.values(data).every(Boolean)) return null;
  const steps = [
    { key: "number", done: data.numberConnected, href: `/${org}/settings/numbers` },
    { key: "message", done: data.firstMessageReceived, href: `/${org}/sandbox` },
    { key: "answer", done: data.firstReplySent, href: null },
    { key: "invitation", done: data.invitationAccepted, href: `/${org}/settings/members` },
    { key: "team", done: data.teamOfTwo, href: `/${org}/settings/teams` },
  ] as const;
  return (
    <section aria-labelledby={title} className="rounded-lg border border-line bg-surface px-4 py-3">
      <header className="flex items-baseline justify-between gap-3">
        <h2 id={title} className="font-semibold">
          {t("title")}
        </h2>
        <span className="figures text-sm text-ink-3">
          {t("progress", { done: steps.filter((step) => step.done).length, total: steps.length })}
        </span>
      </header>
      <ol className="thread mt-2 grid gap-1 pl-3">
        {steps.map(({ key, done, href }) => (
          <li key={key} className="flex items-center gap-2">
            <span
              aria-hidden
              className={cn(
                "grid size-4 shrink-0 place-items-center rounded-full border",
                done ? "border-accent bg-accent text-accent-ink" : "border-control",
              )}
            >
              {done ? <Check size={10} strokeWidth={3} /> : null}
            </span>
            {done ? (
              <span className="text-ink-3">
                {t(key)}
                <span className="sr-only"> ({t("done")})</span>
              </span>
            ) : href === null ? (
              t(key)
            ) : (
              <Link href={href} className="text-accent underline-offset-4 hover:underline">
                {t(key)}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Some steps are taken elsewhere, on the phone or in a mail. */
const whileOpen = 20_000;
