"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useRef, useState } from "react";
import { useSettled } from "@/components/inbox/use-settled";
import { errorCode, errorDetails } from "@/components/query-client";
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
import { useMoney } from "../use-money";

type TestSendProps = { sample: Sample; draft: Draft };

/** The message of a sample on one's own phone, with the yes of who owns it, and what it costs. */
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
  const [phone, setPhone] = useState("");
  const [agreed, setAgreed] = useState(false);
  const price = usePrice(draft, phone);
  const { send, busy, trouble } = useTest(onSent);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send({ draft, contactId: sample.contactId, phone });
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
        {trouble ? <Banner tone="red">{trouble}</Banner> : null}
      </div>
      <div className="flex justify-end">
        <Button type="submit" look="primary" busy={busy} disabled={phone.trim().length < 5 || !agreed}>
          {price ? t("sendFor", { price }) : t("send")}
        </Button>
      </div>
    </form>
  );
}

/** As far as the phone is typed. */
function usePrice(draft: Draft, phone: string): string | null {
  const trpc = useTRPC();
  const settled = useSettled(phone.trim());
  const { data } = useQuery(
    trpc.campaigns.testPrice.queryOptions(
      { draft, phone: settled },
      { enabled: settled.length >= 5, retry: false, placeholderData: (before) => before },
    ),
  );
  const money = useMoney(data?.currency ?? "USD");
  return data ? money(data.micros, 4) : null;
}

function useTest(onSent: () => void) {
  const t = useTranslations("campaigns.test");
  const trpc = useTRPC();
  const refusal = useRefusal();
  // Pressed again after a lost answer it is the same message; to another phone, of another sample or draft, it is another one.
  const last = useRef({ what: "", clientMessageId: "" });
  const test = useMutation(
    trpc.campaigns.sendTest.mutationOptions({
      onSuccess: ({ outcome }) => {
        last.current.what = "";
        if (outcome === "rejected") return;
        toast(t(outcome === "accepted" || outcome === null ? "sent" : "unsure"));
        onSent();
      },
    }),
  );
  const words = (): string | null => {
    if (test.data?.outcome === "rejected") return t("rejected");
    if (!test.error) return null;
    const code = errorCode(test.error);
    if (code === "NO_CONSENT") return t(errorDetails(test.error).state === "out" ? "refused" : "customer");
    if (code === "RATE_LIMITED") return t(errorDetails(test.error).what === "people" ? "full" : "tooMany");
    return code === "CONFLICT" ? t("gone") : refusal(test.error);
  };
  const send = (what: { draft: Draft; contactId: string; phone: string }) => {
    const said = JSON.stringify(what);
    if (last.current.what !== said) last.current = { what: said, clientMessageId: crypto.randomUUID() };
    test.mutate({ ...what, agreed: true, clientMessageId: last.current.clientMessageId });
  };
  return { send, busy: test.isPending, trouble: test.isPending ? null : words() };
}
