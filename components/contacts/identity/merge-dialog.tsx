"use client";
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useSettled } from "@/components/inbox/use-settled";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Choice } from "@/server/contacts/rules/merge";
import { SideBySide } from "./side-by-side";

type MergeDialogProps = {
  contactId: string;
  /** Who seems to be the same; absent where one looks for them first. */
  otherId?: string;
  /** Called with the contact that both are now. */
  onMerged: (contactId: string) => void;
};

/** Two contacts side by side: which stays, which value of each field, and what becomes of their conversations. */
export function MergeDialog({ contactId, otherId, onMerged }: MergeDialogProps) {
  const t = useTranslations("identity");
  const [open, setOpen] = useState(false);
  const [found, setFound] = useState<string | null>(null);
  const other = otherId ?? found;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setFound(null);
      }}
      width={680}
      title={t("mergeTitle")}
      description={t("mergeLead")}
      trigger={<Button size="sm">{otherId ? t("compare") : t("mergeWith")}</Button>}
    >
      {other ? (
        <Compared
          contactId={contactId}
          otherId={other}
          onMerged={(kept) => {
            setOpen(false);
            onMerged(kept);
          }}
        />
      ) : (
        <Finder except={contactId} onFound={setFound} />
      )}
    </Dialog>
  );
}

function Finder({ except, onFound }: { except: string; onFound: (contactId: string) => void }) {
  const t = useTranslations("identity");
  const trpc = useTRPC();
  const [typed, setTyped] = useState("");
  const find = useSettled(typed.trim());
  const { data = [] } = useQuery({
    ...trpc.contacts.find.queryOptions({ find }),
    placeholderData: keepPreviousData,
  });
  const others = data.filter((one) => one.id !== except);
  return (
    <div className="grid gap-3">
      <Field label={t("who")} error={find !== "" && others.length === 0 ? t("nobody") : null}>
        {(control) => (
          <Input
            {...control}
            autoFocus
            value={typed}
            maxLength={80}
            autoComplete="off"
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <ul className="grid gap-1" aria-label={t("found")}>
        {others.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              onClick={() => onFound(one.id)}
              className="flex min-h-11 w-full items-center gap-2.5 rounded-md border border-line px-3 py-1.5 text-left hover:bg-hover"
            >
              <Avatar name={one.name ?? one.address} size={24} />
              <span className="grid min-w-0 flex-1">
                <Name className="truncate font-medium">{one.name ?? one.address}</Name>
                <bdi className="figures truncate text-sm text-ink-3">{one.address}</bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What either becomes meanwhile is shown again before they are one: nobody merges what they did not see. */
function Compared({ contactId, otherId, onMerged }: Required<MergeDialogProps>) {
  const t = useTranslations("identity");
  const refusal = useRefusal();
  const trpc = useTRPC();
  const pair = useQuery({
    ...trpc.contacts.compare.queryOptions({ firstId: contactId, secondId: otherId }),
    staleTime: 0,
    retry: false,
  });
  const [keptId, setKept] = useState(contactId);
  const [choice, setChoice] = useState<Choice>({});
  const [changed, setChanged] = useState(false);
  const merge = useMutation(
    trpc.contacts.merge.mutationOptions({
      onSuccess: () => {
        toast(t("done"));
        onMerged(keptId);
      },
      onError: (refused) => {
        if (errorCode(refused) !== "CONFLICT") return toast(refusal(refused));
        setChanged(true);
        void pair.refetch();
      },
    }),
  );
  if (pair.isError)
    return (
      <Banner tone="amber">{errorCode(pair.error) === "CONFLICT" ? t("gone") : refusal(pair.error)}</Banner>
    );
  if (!pair.data) return <Skeleton className="h-64" />;
  const { first, second, version, labels } = pair.data;
  const [kept, merged] = keptId === first.id ? [first, second] : [second, first];
  return (
    <div className="grid gap-4">
      {changed ? <Banner tone="amber">{t("changed")}</Banner> : null}
      <SideBySide
        kept={kept}
        merged={merged}
        labels={labels}
        choice={choice}
        onChoice={setChoice}
        onSwap={() => {
          setKept(merged.id);
          setChoice({});
        }}
      />
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-sm text-ink-3">{t("undoLead")}</p>
        <Button
          look="primary"
          busy={merge.isPending}
          onClick={() =>
            merge.mutate({ keptId: kept.id, mergedId: merged.id, choice: { ...choice }, seen: version })
          }
        >
          {t("merge")}
        </Button>
      </div>
    </div>
  );
}
