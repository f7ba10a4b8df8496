"use client";
import { useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/components/trpc";
import type { HitPlace } from "./hit-link";
import { PersonRow } from "./person-row";
import { NothingFound, Searching, SearchRefused } from "./search-states";

/** The people who fit, best first. */
export function FoundPeople({ query, at }: { query: string; at: HitPlace }) {
  const { data, error, refetch, isPlaceholderData } = useQuery(
    useTRPC().conversations.searchPeople.queryOptions({ query }, { placeholderData: (before) => before }),
  );
  if (error) return <SearchRefused error={error} onRetry={() => void refetch()} />;
  if (!data) return <Searching />;
  if (data.contacts.length === 0)
    return isPlaceholderData ? <Searching /> : <NothingFound query={query} among="people" />;
  return (
    <div aria-busy={isPlaceholderData}>
      {data.contacts.map((person) => (
        <PersonRow key={person.contactId} person={person} conversations={data.conversations} at={at} />
      ))}
    </div>
  );
}
