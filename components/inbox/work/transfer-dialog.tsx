"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { type Target, useAssignRefusal } from "../use-assign";
import { matches } from "./matches";
import { TransferTargets } from "./transfer-targets";

type TransferDialogProps = {
  ids: string[];
  /** Nothing is handed over to oneself. */
  memberId: string;
  title?: string;
  lead?: string;
  onDone: () => void;
};

/** Gives conversations to somebody, with everybody's load in view and a word for whoever gets them. */
export function TransferDialog({ ids, memberId, title, lead, onDone }: TransferDialogProps) {
  const t = useTranslations("work.transfer");
  const trpc = useTRPC();
  const form = useId();
  const [typed, setTyped] = useState("");
  const [to, setTo] = useState<Target | null>(null);
  const [note, setNote] = useState("");
  const { data, isError, refetch } = useQuery({ ...trpc.routing.targets.queryOptions(), staleTime: 0 });
  const { send, busy, wrong } = useTransfer(ids, onDone);
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (to && !busy) void send(to, note.trim());
  };
  const sends = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit();
  };
  const members = (data?.members ?? []).filter((one) => one.id !== memberId && matches(one.name, typed));
  const teams = (data?.teams ?? []).filter((one) => matches(one.name, typed));
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? null : onDone())}
      title={title ?? t("title", { count: ids.length })}
      description={lead}
      actions={
        <Button type="submit" form={form} look="primary" busy={busy} disabled={!to}>
          {t("send")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} onKeyDown={sends} noValidate className="grid gap-3">
        <Input
          autoFocus
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          placeholder={t("search")}
          aria-label={t("search")}
        />
        {isError ? (
          <p role="alert" className="flex items-center justify-between gap-3 text-ink-2">
            {t("unread")}
            <Button size="sm" onClick={() => void refetch()}>
              {t("again")}
            </Button>
          </p>
        ) : (
          <TransferTargets
            members={members}
            teams={teams}
            waits={!data}
            all={typed === ""}
            chosen={to}
            onChoose={setTo}
          />
        )}
        <Field label={t("note")} hint={t("noteHint")} aside={t("optional")}>
          {(control) => (
            <Textarea
              {...control}
              value={note}
              maxLength={4_096}
              onChange={(event) => setNote(event.target.value)}
              className="max-h-40"
            />
          )}
        </Field>
        {wrong ? (
          <p role="alert" className="text-red-ink">
            {wrong}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

/** One goes only as it is on screen: who was faster wins, and is named. Several go as they are. */
function useTransfer(ids: string[], onDone: () => void) {
  const t = useTranslations("work.transfer");
  const trpc = useTRPC();
  const refused = useAssignRefusal();
  const [wrong, setWrong] = useState<string | null>(null);
  const [first = ""] = ids;
  const { data: item } = useQuery(
    trpc.conversations.byId.queryOptions({ id: first }, { enabled: ids.length === 1 }),
  );
  // As it was when the dialog opened: whoever acts meanwhile wins.
  const [seen, setSeen] = useState<typeof item>(undefined);
  if (item && !seen) setSeen(item);
  const one = useMutation(trpc.routing.assign.mutationOptions());
  const many = useMutation(trpc.routing.assignMany.mutationOptions());
  const send = async (to: Target, note: string) => {
    setWrong(null);
    const said = note === "" ? {} : { note };
    const write =
      ids.length === 1 && seen
        ? one.mutateAsync({ conversationId: seen.id, epoch: seen.epoch, to, ...said })
        : many.mutateAsync({ conversationIds: ids, to, ...said });
    await write.then(
      () => {
        toast(t("done", { count: ids.length }));
        onDone();
      },
      async (error) => setWrong(await refused(error)),
    );
  };
  return { send, wrong, busy: one.isPending || many.isPending };
}
