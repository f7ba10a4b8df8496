"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Progress } from "@/components/ui/progress";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { ImportColumns } from "./import-columns";
import { CountsTable, type ImportDetail } from "./import-counts";
import { ImportErrors } from "./import-errors";

/** Longer than a piece of work takes, in seconds: then nobody is at it any more. */
const stillAfter = 60;

const moving = (state: ImportDetail["state"] | undefined) => state === "checking" || state === "running";

/** One file on its way: what its columns are, what would happen, how far it is, what was not taken. */
export function ImportPage({ org, importId }: { org: string; importId: string }) {
  const t = useTranslations("people.import");
  const trpc = useTRPC();
  const { data, isError, refetch } = useQuery(
    trpc.contacts.imports.detail.queryOptions(
      { importId },
      { refetchInterval: ({ state }) => (moving(state.data?.state) ? 700 : false) },
    ),
  );
  return (
    <div className="mx-auto grid w-full max-w-[860px] gap-6 px-4 py-6">
      <header className="grid gap-1">
        <Link
          href={`/${org}/contacts/import`}
          className="flex items-center gap-1 text-sm text-ink-3 hover:text-ink"
        >
          <ArrowLeft size={13} aria-hidden /> {t("backToList")}
        </Link>
        <h1 className="flex min-w-0 text-xl font-semibold tracking-[-0.01em]">
          <Name className="min-w-0">{data?.fileName ?? t("title")}</Name>
        </h1>
        {data ? <p className="text-ink-2">{t(`state.${data.state}`)}</p> : null}
      </header>
      {data ? (
        <Stage org={org} detail={data} />
      ) : isError ? (
        <EmptyState
          title={t("title")}
          action={<Button onClick={() => void refetch()}>{t("tryAgain")}</Button>}
        />
      ) : (
        <Skeleton className="h-40" />
      )}
    </div>
  );
}

function Stage({ org, detail }: { org: string; detail: ImportDetail }) {
  const t = useTranslations("people.import");
  const acts = useActs(detail.id);
  const { state } = detail;
  if (state === "refused")
    return (
      <Banner tone="red">
        {t("notTaken", { reason: detail.refusal ? reasonOf(t, detail.refusal) : "" })}
      </Banner>
    );
  if (moving(state)) return <Moving detail={detail} acts={acts} />;
  const rows = detail.checked ? detail.checked.new + detail.checked.changed : 0;
  return (
    <>
      {state === "checked" && detail.checked ? (
        <CountsTable title={t("trialResult")} counts={detail.checked} />
      ) : null}
      {state === "done" || state === "cancelled" ? (
        <CountsTable title={t("result")} counts={detail.counts} />
      ) : null}
      {state === "cancelled" ? <p>{t("cancelledText", { row: detail.atRow })}</p> : null}
      <ImportErrors org={org} detail={detail} />
      {state === "checked" ? (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" busy={acts.running} disabled={rows === 0} onClick={acts.run}>
            {t("run", { count: rows })}
          </Button>
          <Button onClick={acts.cancel}>{t("cancel")}</Button>
        </div>
      ) : null}
      {state === "ready" || state === "checked" ? (
        <ImportColumns key={state} org={org} detail={detail} onTry={acts.check} busy={acts.checking} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button look="primary" asChild>
            <Link href={`/${org}/contacts`}>{t("toContacts")}</Link>
          </Button>
          <Button asChild>
            <Link href={`/${org}/contacts/import`}>{t("another")}</Link>
          </Button>
        </div>
      )}
    </>
  );
}

function reasonOf(
  t: ReturnType<typeof useTranslations<"people.import">>,
  { reason, at }: NonNullable<ImportDetail["refusal"]>,
) {
  return t(`fileReason.${reason}`, { at: at ?? 0 } as never);
}

type Acts = ReturnType<typeof useActs>;

function Moving({ detail, acts }: { detail: ImportDetail; acts: Acts }) {
  const t = useTranslations("people.import");
  const rate = Math.round(detail.atRow / Math.max(1, detail.runningSeconds));
  const left =
    detail.progress > 0 ? Math.ceil((detail.runningSeconds * (1 - detail.progress)) / detail.progress) : 0;
  const still = detail.stillSeconds > stillAfter;
  return (
    <div className="grid gap-4">
      <Progress
        done={Math.round(detail.progress * 100)}
        total={100}
        label={t(`state.${detail.state}`)}
        detail={[t("rate", { rows: detail.atRow, rate }), left > 1 ? t("left", { seconds: left }) : null]
          .filter(Boolean)
          .join(" · ")}
      />
      <CountsTable title={t(detail.state === "running" ? "result" : "trialResult")} counts={detail.counts} />
      {still ? (
        <Banner tone="amber">{t("still", { seconds: Math.round(detail.stillSeconds) })}</Banner>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {still ? (
          <Button look="primary" busy={acts.running} onClick={acts.run}>
            {t("goOn")}
          </Button>
        ) : null}
        <Button look="danger" onClick={acts.cancel}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}

/** What can be done with it; each time its page asks anew. */
function useActs(importId: string) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const after = {
    onError: (error: unknown) => toast(refusal(error)),
    onSettled: () => client.invalidateQueries({ queryKey: trpc.contacts.pathKey() }),
  };
  const check = useMutation(trpc.contacts.imports.check.mutationOptions(after));
  const run = useMutation(trpc.contacts.imports.run.mutationOptions(after));
  const cancel = useMutation(trpc.contacts.imports.cancel.mutationOptions(after));
  return {
    check: (mapping: ImportDetail["mapping"]) => check.mutate({ importId, mapping }),
    checking: check.isPending,
    run: () => run.mutate({ importId }),
    running: run.isPending,
    cancel: () => cancel.mutate({ importId }),
  };
}
