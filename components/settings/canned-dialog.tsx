"use client";
import { useMutation } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { errorCode, errorDetails } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useRefusal } from "@/components/use-refusal";
import type { AppRouter } from "@/server/router";
import { type CannedDraft, CannedForm } from "./canned-form";
import { useWrite } from "./use-write";

export type CannedReply = inferRouterOutputs<AppRouter>["canned"]["list"][number];

type CannedDialogProps = { canned?: CannedReply; mayShare: boolean; trigger: ReactNode };

/** One canned reply, made or changed, with its preview; and its end. */
export function CannedDialog({ canned, mayShare, trigger }: CannedDialogProps) {
  const t = useTranslations("composing.canned");
  const action = useTranslations("common.action");
  const locale = useLocale();
  const form = useId();
  const fresh: CannedDraft = canned ?? {
    shared: false,
    shortcut: "",
    body: "",
    language: locale,
    folder: null,
  };
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(fresh);
  const { save, remove, busy, wrong, forget } = useCannedWrites(canned?.id ?? null, () => setOpen(false));
  const shortcutWrong = draft.shortcut !== "" && !/^[\p{L}\p{N}][\p{L}\p{N}_-]*$/u.test(draft.shortcut);
  const whole = draft.shortcut !== "" && !shortcutWrong && draft.body.trim() !== "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (whole) save(draft);
  };
  return (
    <Dialog
      as="sheet"
      width={520}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(fresh);
        forget();
      }}
      title={canned ? t("edit") : t("create")}
      trigger={trigger}
      actions={
        <>
          {canned ? (
            <Button
              look="danger"
              className="mr-auto"
              busy={busy === "remove"}
              onClick={() => remove(canned.id)}
            >
              {t("remove")}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={busy === "save"} disabled={!whole}>
            {action("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        {wrong ? <Banner tone="red">{wrong}</Banner> : null}
        <CannedForm
          draft={draft}
          onChange={(part) => setDraft({ ...draft, ...part })}
          mayShare={mayShare}
          shortcutError={shortcutWrong ? t("shortcutWrong") : null}
        />
      </form>
    </Dialog>
  );
}

function useCannedWrites(cannedId: string | null, done: () => void) {
  const t = useTranslations("composing.canned");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [wrong, setWrong] = useState<string | null>(null);
  const write = useWrite([trpc.canned.list.queryKey()]);
  const gone = useWrite([trpc.canned.list.queryKey()], t("removed"));
  const onError = (refused: unknown) => {
    const taken = errorDetails(refused).what === "count" ? t("tooMany") : t("shortcutTaken");
    setWrong(errorCode(refused) === "CONFLICT" ? taken : refusal(refused));
  };
  const ended = (end: typeof write) => ({
    ...end,
    onSuccess: () => {
      end.onSuccess();
      done();
    },
    onError,
  });
  const create = useMutation(trpc.canned.create.mutationOptions(ended(write)));
  const update = useMutation(trpc.canned.update.mutationOptions(ended(write)));
  const remove = useMutation(trpc.canned.delete.mutationOptions(ended(gone)));
  return {
    save: (draft: CannedDraft) => (cannedId ? update.mutate({ cannedId, ...draft }) : create.mutate(draft)),
    remove: (id: string) => remove.mutate({ cannedId: id }),
    busy: create.isPending || update.isPending ? "save" : remove.isPending ? "remove" : null,
    wrong,
    forget: () => setWrong(null),
  };
}
