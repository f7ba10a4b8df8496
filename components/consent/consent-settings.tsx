"use client";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ConsentText } from "@/components/contacts/types";
import { SettingsPage, SettingsSection } from "@/components/settings/section";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { languages, purposes } from "@/server/contacts/consent/schema";
import { TextDialog } from "./text-dialog";
import { useConsentWords } from "./use-consent-words";

type ConsentSettingsProps = { org: string; mayWrite: boolean; mayExport: boolean };

/** What customers are asked, word for word, and what shows how they came to agree. */
export function ConsentSettings({ org, mayWrite, mayExport }: ConsentSettingsProps) {
  const t = useTranslations("consent.settings");
  const words = useConsentWords();
  const trpc = useTRPC();
  const { data: texts } = useSuspenseQuery(trpc.contacts.consent.texts.queryOptions());
  return (
    <SettingsPage title={t("title")} lead={t("lead")} action={mayExport ? <Exports org={org} /> : null}>
      {purposes.map((purpose) => (
        <SettingsSection key={purpose} title={words.purpose(purpose)} lead={t(`purpose.${purpose}`)}>
          {languages.map((language) => (
            <Text
              key={language}
              versions={texts.filter((one) => one.purpose === purpose && one.language === language)}
              mayWrite={mayWrite}
            />
          ))}
        </SettingsSection>
      ))}
      {mayExport ? <Process /> : null}
    </SettingsPage>
  );
}

function Exports({ org }: { org: string }) {
  const t = useTranslations("consent.settings");
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      <Button asChild>
        <a href={`/api/consents?org=${org}`} download>
          <Download size={14} aria-hidden />
          {t("csv")}
        </a>
      </Button>
      <Button asChild>
        <a href={`/api/consents?org=${org}&as=json`} download>
          {t("json")}
        </a>
      </Button>
      <Button onClick={() => window.print()}>{t("print")}</Button>
    </div>
  );
}

/** One text: the version in force, and those before it. */
function Text({ versions, mayWrite }: { versions: ConsentText[]; mayWrite: boolean }) {
  const t = useTranslations("consent");
  const format = useFormatter();
  const [now, ...before] = versions;
  if (!now) return null;
  const language = t(`language.${now.language}`);
  const since = now.createdAt ? format.dateTime(now.createdAt, { dateStyle: "medium" }) : null;
  return (
    <div className="grid gap-1.5 px-4 py-3">
      <div className="flex items-center justify-between gap-3">
        <p className="font-medium">{language}</p>
        {mayWrite ? <TextDialog text={now} language={language} /> : null}
      </div>
      <blockquote lang={now.language} className="text-pretty whitespace-pre-line text-ink-2">
        {now.body}
      </blockquote>
      <p className="text-sm text-ink-3">
        {since ? t("settings.since", { version: now.version, since }) : t("settings.own")}
      </p>
      {before.length > 0 ? (
        <details className="text-sm">
          <summary className="cursor-pointer rounded-sm text-ink-3">
            {t("settings.before", { count: before.length })}
          </summary>
          <ol className="mt-1 grid gap-2">
            {before.map((one) => (
              <li key={one.version} className="border-l-2 border-line pl-2">
                <p className="text-ink-3">{t("text.kept", { version: one.version })}</p>
                <blockquote lang={one.language} className="whitespace-pre-line">
                  {one.body}
                </blockquote>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  );
}

/** How the organization comes to its opt-ins: what an auditor or a carrier asks for. */
function Process() {
  const t = useTranslations("consent");
  const words = useConsentWords();
  const format = useFormatter();
  const trpc = useTRPC();
  const { data: process } = useQuery(trpc.contacts.consent.process.queryOptions());
  if (!process) return null;
  return (
    <SettingsSection title={t("settings.process")} lead={t("settings.processLead")}>
      {process.counts.length === 0 ? <p className="px-4 py-3 text-ink-3">{t("settings.none")}</p> : null}
      {process.counts.map((one) => (
        <div
          key={`${one.source} ${one.purpose} ${one.state} ${one.channel}`}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 px-4 py-2.5"
        >
          <span>
            {t(one.state === "in" ? "gave" : "refused", { purpose: words.purpose(one.purpose) })}
            <span className="text-ink-3">
              {" "}
              · {words.source(one.source)} · {words.channel(one.channel)}
            </span>
          </span>
          <span className="figures text-ink-2">
            {t("settings.count", { count: one.count })} ·{" "}
            <time>{format.dateTime(one.last, { dateStyle: "medium" })}</time>
          </span>
        </div>
      ))}
    </SettingsSection>
  );
}
