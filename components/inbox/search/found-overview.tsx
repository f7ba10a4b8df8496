"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useTRPC } from "@/components/trpc";
import type { Among } from "../place";
import type { HitPlace } from "./hit-link";
import { MessageRow } from "./message-row";
import { PersonRow } from "./person-row";
import { NothingFound, Searching, SearchRefused } from "./search-states";

/** The best of each kind; the heads lead to all of it. Notes stand among the messages, where they were written. */
export function FoundOverview({ query, at }: { query: string; at: HitPlace }) {
  const { data, error, refetch, isPlaceholderData } = useQuery(
    useTRPC().conversations.search.queryOptions({ query }, { placeholderData: (before) => before }),
  );
  if (error) return <SearchRefused error={error} onRetry={() => void refetch()} />;
  if (!data) return <Searching />;
  const { contacts, conversations, messages, files } = data;
  if (contacts.length + messages.length + files.length === 0)
    return isPlaceholderData ? <Searching /> : <NothingFound query={query} />;
  return (
    <div aria-busy={isPlaceholderData}>
      <Group of="people" count={contacts.length} at={at}>
        {contacts.map((person) => (
          <PersonRow key={person.contactId} person={person} conversations={conversations} at={at} />
        ))}
      </Group>
      <Group of="messages" count={messages.length} at={at}>
        {messages.map((hit) => (
          <MessageRow key={hit.id} hit={hit} at={at} />
        ))}
      </Group>
      <Group of="files" count={files.length} at={at}>
        {files.map((hit) => (
          <MessageRow key={hit.file?.id ?? hit.id} hit={hit} at={at} />
        ))}
      </Group>
    </div>
  );
}

type GroupProps = { of: Exclude<Among, "all" | "notes">; count: number; at: HitPlace; children: ReactNode };

function Group({ of, count, at, children }: GroupProps) {
  const t = useTranslations("finding");
  if (count === 0) return null;
  return (
    <section aria-label={t(`kind.${of}`)}>
      <header className="sticky top-0 z-[2] flex h-8 items-center gap-2 border-b border-line bg-paper px-3 text-sm">
        <h2 className="flex-1 font-medium text-ink-2">{t(`kind.${of}`)}</h2>
        <button
          type="button"
          onClick={() => at.go({ among: of }, "replace")}
          className="rounded-sm text-accent underline-offset-4 hover:underline"
        >
          {t(`all.${of}`)}
        </button>
      </header>
      {children}
    </section>
  );
}
