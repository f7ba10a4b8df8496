"use client";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";

/** Not there, or not for this member: both look the same, and one goes on from here. */
export function NotThere({ what, onLeave }: { what: "conversation" | "message"; onLeave: () => void }) {
  const t = useTranslations("inbox.notThere");
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        title={t(what)}
        text={t(`${what}Text`)}
        action={<Button onClick={onLeave}>{t(`${what}Leave`)}</Button>}
      />
    </div>
  );
}

/** Nobody answered: the same again. */
export function Unreached({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("inbox.thread");
  return (
    <div className="grid flex-1 place-items-center">
      <EmptyState
        title={t("failed")}
        text={t("failedText")}
        action={<Button onClick={onRetry}>{t("retry")}</Button>}
      />
    </div>
  );
}

export function ThreadLoading() {
  return (
    <div aria-busy className="flex flex-1 flex-col gap-3 p-4">
      <Skeleton className="h-10 w-1/2" />
      <Skeleton className="h-14 w-2/3" />
      <Skeleton className="ml-auto h-12 w-1/2" />
      <Skeleton className="h-10 w-1/3" />
    </div>
  );
}
