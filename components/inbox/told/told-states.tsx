"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";

type ToldStatesProps = {
  pending: boolean;
  failed: boolean;
  onAgain: () => void;
  empty: { title: string; text: string } | null;
  children: ReactNode;
};

/** The list, or why there is none: not here yet, not readable, nothing to tell. */
export function ToldStates({ pending, failed, onAgain, empty, children }: ToldStatesProps) {
  const t = useTranslations("composing");
  const common = useTranslations("common.action");
  if (pending)
    return (
      <div aria-busy className="grid gap-3 p-3">
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
        <Skeleton className="h-10" />
      </div>
    );
  if (failed)
    return (
      <Centered>
        <EmptyState title={t("place.failed")} action={<Button onClick={onAgain}>{common("retry")}</Button>} />
      </Centered>
    );
  return empty ? (
    <Centered>
      <EmptyState {...empty} />
    </Centered>
  ) : (
    children
  );
}

const Centered = ({ children }: { children: ReactNode }) => (
  <div className="grid flex-1 place-items-center p-6">{children}</div>
);
