"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";

type NoteDialogProps = { conversationId: string; who: string; trigger: ReactNode };

/** A word to whoever has the conversation; the customer never sees it. Opens as it appears. */
export function NoteDialog({ conversationId, who, trigger }: NoteDialogProps) {
  const t = useTranslations("board");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const form = useId();
  const [open, setOpen] = useState(true);
  const [body, setBody] = useState("");
  const [clientMessageId, setClientMessageId] = useState(() => crypto.randomUUID());
  const { mutate, isPending, error, reset } = useMutation(
    trpc.conversations.note.mutationOptions({
      onSuccess: () => {
        toast(t("noted"));
        setOpen(false);
        setBody("");
        setClientMessageId(crypto.randomUUID());
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim()) mutate({ conversationId, clientMessageId, body: body.trim() });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        reset();
      }}
      title={t("noteOf", { who })}
      trigger={trigger}
      actions={
        <Button type="submit" form={form} look="primary" busy={isPending} disabled={!body.trim()}>
          {t("leaveNote")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label={t("noteText")} hint={t("noteHint")} error={error ? refusal(error) : null}>
          {(control) => (
            <Textarea
              {...control}
              rows={4}
              maxLength={4096}
              value={body}
              className="bg-note"
              onChange={(event) => setBody(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
