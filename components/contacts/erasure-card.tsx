"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useRefusal } from "@/components/use-refusal";
import { type ErasureReason, erasureReasons } from "@/server/contacts/erasure/schema";
import { allows } from "@/server/permissions";
import { useContactChanges } from "./use-contact-changes";

type ErasureCardProps = { contactId: string; name: string };

/** What the law gives a person: a copy of everything that is kept of them, and that it is erased. Only who may sees it. */
export function ErasureCard({ contactId, name }: ErasureCardProps) {
  const t = useTranslations("erasure");
  const trpc = useTRPC();
  const client = useQueryClient();
  const { org } = useParams<{ org: string }>();
  const { data: me } = useQuery(trpc.organizations.me.queryOptions());
  const { data: erasure } = useQuery({
    ...trpc.contacts.erasure.state.queryOptions({ contactId }),
    // It is over within moments, mostly; who asked for it waits to see that.
    refetchInterval: ({ state }) => (state.data && !state.data.finishedAt ? 1_500 : false),
  });
  useContactChanges(contactId, () =>
    client.invalidateQueries({ queryKey: trpc.contacts.erasure.state.queryKey({ contactId }) }),
  );
  if (!me || !(allows(me.role, "contacts:disclose") || allows(me.role, "contacts:erase"))) return null;
  return (
    <section aria-label={t("title")} className="grid gap-2">
      <h3 className="text-sm font-medium text-ink-2">{t("title")}</h3>
      {erasure ? (
        <Banner tone={erasure.finishedAt ? "info" : "amber"}>
          {t(erasure.finishedAt ? "done" : "running")}
        </Banner>
      ) : (
        <>
          <p className="text-sm text-pretty text-ink-3">{t("lead")}</p>
          <div className="flex flex-wrap gap-1.5">
            {allows(me.role, "contacts:disclose") ? (
              <Button asChild size="sm">
                <a href={`/api/access?org=${org}&contact=${contactId}`} download>
                  <Download size={13} aria-hidden />
                  {t("copy")}
                </a>
              </Button>
            ) : null}
            {allows(me.role, "contacts:erase") ? <EraseDialog contactId={contactId} name={name} /> : null}
          </div>
        </>
      )}
    </section>
  );
}

/** Asks for a reason and for the word, since nothing brings it back. */
function EraseDialog({ contactId, name }: ErasureCardProps) {
  const t = useTranslations("erasure");
  const form = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<ErasureReason>("asked");
  const [typed, setTyped] = useState("");
  const { erase, busy, wrong } = useErase(contactId, () => setOpen(false));
  const meant = typed.trim().toLowerCase() === t("word");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (meant) erase({ contactId, reason });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setTyped("");
      }}
      title={t("dialogTitle", { name })}
      description={t("dialogLead")}
      trigger={
        <Button size="sm" look="danger">
          {t("act")}
        </Button>
      }
      actions={
        <Button type="submit" form={form} look="danger" busy={busy} disabled={!meant}>
          {t("confirm")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <Field label={t("reason")}>
          {(control) => (
            <Select
              {...control}
              value={reason}
              onChange={setReason}
              options={erasureReasons.map((value) => ({ value, label: t(`reasons.${value}`) }))}
            />
          )}
        </Field>
        <Field label={t("type", { word: t("word") })}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        {wrong ? <Banner tone="red">{wrong}</Banner> : null}
      </form>
    </Dialog>
  );
}

function useErase(contactId: string, done: () => void) {
  const t = useTranslations("erasure");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useRefusal();
  const [wrong, setWrong] = useState<string | null>(null);
  const { mutate, isPending } = useMutation(
    trpc.contacts.erasure.erase.mutationOptions({
      onMutate: () => setWrong(null),
      onSuccess: done,
      onError: (refused) =>
        setWrong(errorCode(refused) === "CONVERSATION_OPEN" ? t("open") : refusal(refused)),
      onSettled: () =>
        client.invalidateQueries({ queryKey: trpc.contacts.erasure.state.queryKey({ contactId }) }),
    }),
  );
  return { erase: mutate, busy: isPending, wrong };
}
