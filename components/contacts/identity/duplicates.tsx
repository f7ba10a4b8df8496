"use client";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import { sharedName } from "./identities-card";
import { MergeDialog } from "./merge-dialog";
import { useIdentityWrite } from "./use-identity-write";

/** The pairs that seem to be one person each, newest first. */
export function Duplicates({ org }: { org: string }) {
  const t = useTranslations("identity");
  const format = useFormatter();
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.contacts.proposals.infiniteQueryOptions({}, { getNextPageParam: (page) => page.next }),
  );
  const keys = [trpc.contacts.proposals.infiniteQueryKey({})];
  const dismiss = useMutation(
    trpc.contacts.dismissProposal.mutationOptions(useIdentityWrite(keys, t("dismissed"))),
  );
  const proposals = list.data?.pages.flatMap((page) => page.proposals) ?? [];
  return (
    <div className="mx-auto grid w-full max-w-[860px] content-start gap-4 overflow-y-auto p-4">
      <header className="flex items-center gap-3">
        <Link
          href={`/${org}/inbox`}
          aria-label={t("back")}
          className="grid size-8 shrink-0 place-items-center rounded-md text-ink-3 hover:bg-hover"
        >
          <ArrowLeft size={17} aria-hidden />
        </Link>
        <div>
          <h1 className="text-lg font-semibold">{t("duplicates")}</h1>
          <p className="max-w-prose text-ink-2">{t("duplicatesLead")}</p>
        </div>
      </header>
      {list.isPending ? <Skeleton className="h-32" /> : null}
      {list.isSuccess && proposals.length === 0 ? (
        <EmptyState title={t("noDuplicates")} text={t("noDuplicatesText")} />
      ) : null}
      <ul className="grid gap-2">
        {proposals.map((one) => (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface px-4 py-3"
          >
            <div className="grid min-w-0 gap-0.5">
              {[one.first, one.second].map((contact) => (
                <Link
                  key={contact.id}
                  href={`/${org}/contacts/${contact.id}`}
                  className="min-w-0 hover:underline"
                >
                  <Name className="font-medium">{contact.name ?? t("unnamed")}</Name>
                </Link>
              ))}
              <p className="text-sm text-ink-3">
                {t("share", { what: one.label ?? sharedName(t, one.shared) })} ·{" "}
                {format.dateTime(one.at, { dateStyle: "medium" })}
              </p>
            </div>
            <div className="flex gap-2">
              <MergeDialog
                contactId={one.first.id}
                otherId={one.second.id}
                onMerged={() => void list.refetch()}
              />
              <Button look="quiet" size="sm" onClick={() => dismiss.mutate({ proposalId: one.id })}>
                {t("notSame")}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}
