"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import type { Draft, Sample } from "../types";

type TestSendProps = { sample: Sample; draft: Draft };

/** The message of a sample on one's own phone: a conversation like every other, with the yes of who owns the phone. */
export function TestSend({ sample, draft }: TestSendProps) {
  const t = useTranslations("campaigns.test");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>{t("open")}</Button>}
      title={t("title")}
      description={t("lead", { name: sample.name ?? sample.address ?? "" })}
    >
      <TestForm sample={sample} draft={draft} onSent={() => setOpen(false)} />
    </Dialog>
  );
}

function TestForm({ sample, draft, onSent }: TestSendProps & { onSent: () => void }) {
  const t = useTranslations("campaigns.test");
  const id = useId();
  const refusal = useRefusal();
  const [phone, setPhone] = useState("");
  const [agreed, setAgreed] = useState(false);
  const { start, already } = useTest(onSent);
  const [channelAccountId] = draft.numberIds;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!channelAccountId) return;
    const { templateId, values } = sample;
    start.mutate({
      to: { phone },
      channelAccountId,
      clientMessageId: crypto.randomUUID(),
      say: { type: "template", templateId, values },
      consent: { how: "in-person" },
    });
  };
  return (
    <form onSubmit={submit} className="grid gap-4 pt-1">
      <Field label={t("phone")} hint={t("phoneHint")}>
        {(control) => (
          <Input
            {...control}
            type="tel"
            autoComplete="tel"
            value={phone}
            onChange={({ target }) => setPhone(target.value)}
          />
        )}
      </Field>
      <div className="flex items-center gap-2">
        <Checkbox id={id} checked={agreed} onCheckedChange={(checked) => setAgreed(checked === true)} />
        <label htmlFor={id}>{t("consent")}</label>
      </div>
      <div aria-live="polite" className="empty:hidden">
        {start.error ? <Banner tone="red">{refusal(start.error)}</Banner> : null}
        {already ? <Banner tone="amber">{t("open2")}</Banner> : null}
      </div>
      <div className="flex justify-end">
        <Button
          type="submit"
          look="primary"
          busy={start.isPending}
          disabled={phone.trim().length < 5 || !agreed || !channelAccountId}
        >
          {t("send")}
        </Button>
      </div>
    </form>
  );
}

function useTest(onSent: () => void) {
  const t = useTranslations("campaigns.test");
  const trpc = useTRPC();
  const [already, setAlready] = useState(false);
  const start = useMutation(
    trpc.conversations.start.mutationOptions({
      onSuccess: ({ messageId }) => {
        setAlready(messageId === null);
        if (messageId === null) return;
        toast(t("sent"));
        onSent();
      },
    }),
  );
  return { start, already };
}
