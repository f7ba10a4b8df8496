"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useParams } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { AskDialog } from "@/components/consent/ask-dialog";
import { NoteDialog } from "@/components/consent/note-dialog";
import { useConsentWords } from "@/components/consent/use-consent-words";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { allows } from "@/server/permissions";
import type { ConsentCard, ConsentEntry } from "./types";
import { useContactChanges } from "./use-contact-changes";

/** What a contact agreed to and refused, per channel and purpose, with what proves it. */
export function ConsentsCard({ contactId }: { contactId: string }) {
  const t = useTranslations("consent.card");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { org } = useParams<{ org: string }>();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { data: card, isError } = useQuery(trpc.contacts.consent.card.queryOptions({ contactId }));
  useContactChanges(contactId, () =>
    client.invalidateQueries({ queryKey: trpc.contacts.consent.card.queryKey({ contactId }) }),
  );
  if (isError) return <p className="text-ink-3">{t("unread")}</p>;
  if (!card || !me) return <Skeleton className="h-16" />;
  const may = allows(me.role, "consents:record");
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <h3 className="text-sm font-medium text-ink-2">{t("title")}</h3>
      <States states={card.states} />
      {card.asked.map((one) => (
        <Waiting key={one.id} asked={one} />
      ))}
      <div className="flex flex-wrap gap-1.5">
        {may ? <NoteDialog contactId={contactId} card={card} /> : null}
        {may ? <AskDialog contactId={contactId} emails={card.emails} /> : null}
        {allows(me.role, "consents:export") ? (
          <Button asChild size="sm" look="quiet">
            <a href={`/api/consents?org=${org}&contact=${contactId}`} download>
              <Download size={13} aria-hidden />
              {t("export")}
            </a>
          </Button>
        ) : null}
      </div>
      <History history={card.history} />
    </section>
  );
}

function States({ states }: Pick<ConsentCard, "states">) {
  const t = useTranslations("consent");
  const words = useConsentWords();
  return (
    <ul className="grid gap-1">
      {states.map(({ channel, purpose, state }) => (
        <li key={`${channel} ${purpose}`} className="flex items-baseline justify-between gap-2">
          <span className="min-w-0 truncate">
            {words.channel(channel)} <span className="text-ink-3">· {words.purpose(purpose)}</span>
          </span>
          <span
            className={cn(
              "shrink-0 text-sm font-medium",
              state === "in" ? "text-calm-ink" : state === "out" ? "text-red-ink" : "text-ink-3",
            )}
          >
            {t(`state.${state ?? "unknown"}`)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Waiting({ asked }: { asked: ConsentCard["asked"][number] }) {
  const t = useTranslations("consent.card");
  const format = useFormatter();
  const words = useConsentWords();
  return (
    <p className="text-sm text-ink-2">
      {t("waiting", {
        purpose: words.purpose(asked.purpose),
        email: asked.email,
        until: format.dateTime(asked.expiresAt, { dateStyle: "medium" }),
      })}
    </p>
  );
}

const atFirst = 4;

function History({ history }: Pick<ConsentCard, "history">) {
  const t = useTranslations("consent.card");
  const [all, setAll] = useState(false);
  if (history.length === 0) return <p className="text-ink-3">{t("empty")}</p>;
  return (
    <>
      <ol className="thread -ml-1 grid gap-2 pl-3">
        {history.slice(0, all ? undefined : atFirst).map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ol>
      {!all && history.length > atFirst ? (
        <Button size="sm" look="link" className="justify-self-start px-0" onClick={() => setAll(true)}>
          {t("all", { count: history.length })}
        </Button>
      ) : null}
    </>
  );
}

/** What was said, when and where, and what proves it. */
function Entry({ entry }: { entry: ConsentEntry }) {
  const t = useTranslations("consent");
  const format = useFormatter();
  const words = useConsentWords();
  const { evidence, text } = entry;
  const proof = words.proof(evidence);
  return (
    <li className="grid gap-0.5">
      <span className="flex flex-wrap items-baseline justify-between gap-x-2">
        <span className={entry.state === "out" ? "text-red-ink" : undefined}>
          {t(entry.state === "in" ? "gave" : "refused", { purpose: words.purpose(entry.purpose) })}
        </span>
        <time className="figures text-sm text-ink-3" dateTime={entry.occurredAt.toISOString()}>
          {format.dateTime(entry.occurredAt, { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </span>
      <span className="text-sm text-ink-3 [overflow-wrap:anywhere]">
        {words.channel(entry.channel)} · {words.source(entry.source)}
        {entry.member ? (
          <>
            {" · "}
            <Name>{entry.member}</Name>
          </>
        ) : null}
        {proof ? ` · ${proof}` : null}
      </span>
      {text ? (
        <details className="text-sm text-ink-2">
          <summary className="cursor-pointer rounded-sm text-ink-3">
            {t("text.version", {
              version: text.version,
              language: t(`language.${text.language}` as "language.es"),
            })}
          </summary>
          <blockquote className="mt-1 border-l-2 border-line pl-2 whitespace-pre-line">
            {text.body}
          </blockquote>
        </details>
      ) : null}
    </li>
  );
}
