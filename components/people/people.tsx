"use client";
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Download, Search, Upload } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { VList, type VListHandle } from "virtua";
import { useSettled } from "@/components/inbox/use-settled";
import { useRounds } from "@/components/realtime/realtime";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { PeopleHead, PersonRow } from "./person-row";

type PeopleProps = {
  org: string;
  now: Date;
  /** What the member may do here. */
  may: { open: boolean; import: boolean; export: boolean; segments: boolean; sandbox: boolean };
};

/** On a phone the title and what is done stand on one line. */
const narrow = "max-sm:size-8 max-sm:px-0";

/** Everybody whom the organization knows, the newest first; found by name, number, mail address or code. */
export function People({ org, now, may }: PeopleProps) {
  const t = useTranslations("people");
  const [typed, setTyped] = useState("");
  const find = useSettled(typed.trim());
  const list = usePeople(find);
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b max-sm:gap-x-2 border-line px-4 py-2.5">
        <h1 className="text-md font-semibold">{t("title")}</h1>
        <div className="min-w-48 flex-1 max-sm:order-last max-sm:basis-full sm:max-w-96">
          <Input
            type="search"
            aria-label={t("search")}
            placeholder={t("search")}
            lead={<Search size={14} aria-hidden />}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <span className="flex-1" />
        {may.segments ? (
          <Button look="quiet" asChild>
            <Link href={`/${org}/contacts/segments`}>{t("segments")}</Link>
          </Button>
        ) : null}
        {may.export ? (
          <Button asChild className={narrow}>
            <a href={`/api/contacts?${new URLSearchParams({ org })}`} download>
              <Download size={14} aria-hidden className="sm:hidden" />
              <span className="max-sm:sr-only">{t("export.open")}</span>
            </a>
          </Button>
        ) : null}
        {may.import ? (
          <Button asChild className={narrow}>
            <Link href={`/${org}/contacts/import`}>
              <Upload size={14} aria-hidden className="sm:hidden" />
              <span className="max-sm:sr-only">{t("import.open")}</span>
            </Link>
          </Button>
        ) : null}
      </header>
      <Rows list={list} org={org} now={now} may={may} found={find !== ""} />
    </div>
  );
}

/** Follows who comes and who is renamed: somebody new is heard of by their conversation. */
function usePeople(find: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  useRounds(
    ({ kind }) => kind === "contact" || kind === "conversation",
    () => client.invalidateQueries({ queryKey: trpc.contacts.list.infiniteQueryKey() }),
  );
  return useInfiniteQuery(
    trpc.contacts.list.infiniteQueryOptions(find ? { find } : {}, {
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
    }),
  );
}

type RowsProps = Omit<PeopleProps, never> & { list: ReturnType<typeof usePeople>; found: boolean };

function Rows({ list, org, now, may, found }: RowsProps) {
  const t = useTranslations("people");
  const handle = useRef<VListHandle>(null);
  const { data, isPending, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = list;
  if (isPending) return <Loading />;
  const people = data?.pages.flatMap((page) => page.items) ?? [];
  if (isError && people.length === 0)
    return (
      <Middle>
        <EmptyState
          title={t("unread")}
          action={<Button onClick={() => void refetch()}>{t("again")}</Button>}
        />
      </Middle>
    );
  if (people.length === 0) return <Middle>{found ? <NoneFound /> : <Nobody org={org} may={may} />}</Middle>;
  return (
    <>
      <PeopleHead fitting={found} />
      <VList
        ref={handle}
        className="min-h-0 flex-1"
        role="region"
        tabIndex={0}
        aria-label={t("listLabel")}
        aria-busy={isFetchingNextPage}
        onScroll={(offset) => {
          const view = handle.current;
          const near = view && offset + view.viewportSize > view.scrollSize - 800;
          if (near && hasNextPage && !isFetchingNextPage) void fetchNextPage();
        }}
      >
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            now={now}
            href={may.open ? `/${org}/contacts/${person.id}` : null}
          />
        ))}
      </VList>
    </>
  );
}

function NoneFound() {
  const t = useTranslations("people");
  return <EmptyState title={t("noneFound")} text={t("noneFoundText")} />;
}

function Nobody({ org, may }: Pick<PeopleProps, "org" | "may">) {
  const t = useTranslations("people");
  return (
    <EmptyState
      title={t("empty")}
      text={t("emptyText")}
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {may.import ? (
            <Button look="primary" asChild>
              <Link href={`/${org}/contacts/import`}>{t("import.title")}</Link>
            </Button>
          ) : null}
          {may.sandbox ? (
            <Button asChild>
              <Link href={`/${org}/sandbox`}>{t("sandbox")}</Link>
            </Button>
          ) : null}
        </div>
      }
    />
  );
}

const Middle = ({ children }: { children: ReactNode }) => (
  <div className="grid flex-1 place-items-center">{children}</div>
);

function Loading() {
  return (
    <div aria-busy className="grid content-start gap-3 p-4">
      <Skeleton className="h-10" />
      <Skeleton className="h-10" />
      <Skeleton className="h-10 w-2/3" />
    </div>
  );
}
