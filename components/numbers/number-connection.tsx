"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SettingsRow, SettingsSection } from "@/components/settings/section";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CopyRow } from "./copy-row";
import type { NumberDetail } from "./types";
import { useConnectRefusal } from "./use-connect-refusal";

/** What the carrier was told of us, and mending it. */
export function NumberConnection({ number }: { number: NumberDetail }) {
  const t = useTranslations("numbers.connection");
  if (number.carrier === "sandbox") {
    return (
      <SettingsSection title={t("title")}>
        <p className="px-4 py-3 text-ink-3">{t("sandbox")}</p>
      </SettingsSection>
    );
  }
  return (
    <SettingsSection title={t("title")} lead={t("lead")}>
      {number.callback ? <CallbackRows callback={number.callback} /> : null}
      <SettingsRow label={t("mend")} hint={t("mendHint")}>
        {() => <Mend number={number} />}
      </SettingsRow>
    </SettingsSection>
  );
}

export function CallbackRows({ callback }: { callback: NonNullable<NumberDetail["callback"]> }) {
  const t = useTranslations("numbers.connection");
  return (
    <>
      <CopyRow label={t("callback")} value={callback.url} />
      <CopyRow
        label={t("verify")}
        value={callback.verifyToken}
        secret={{ show: t("showVerify"), hide: t("hideVerify") }}
      />
    </>
  );
}

function Mend({ number }: { number: NumberDetail }) {
  const t = useTranslations("numbers.connection");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("mendTitle", { name: number.name })}
      description={t("mendLead")}
      trigger={<Button>{t("mend")}</Button>}
    >
      <MendForm numberId={number.id} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function MendForm({ numberId, onDone }: { numberId: string; onDone: () => void }) {
  const t = useTranslations("numbers");
  const trpc = useTRPC();
  const refusal = useConnectRefusal();
  const [token, setToken] = useState("");
  const [appSecret, setAppSecret] = useState("");
  const keys = [trpc.channels.byId.queryKey({ numberId }), trpc.channels.list.queryKey()];
  const write = useWrite(keys, t("connection.mended"));
  const mend = useMutation(
    trpc.channels.reconnect.mutationOptions({
      onSettled: write.onSettled,
      onSuccess: () => {
        write.onSuccess();
        onDone();
      },
    }),
  );
  const wanted = { ...(token.trim() ? { token } : {}), ...(appSecret.trim() ? { appSecret } : {}) };
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        mend.mutate({ numberId, ...wanted });
      }}
    >
      {mend.error ? <Banner tone="red">{refusal(mend.error)}</Banner> : null}
      <Field label={t("form.token")} hint={t("form.tokenHint")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            value={token}
            onChange={(event) => setToken(event.target.value)}
          />
        )}
      </Field>
      <Field label={t("form.appSecret")} hint={t("form.appSecretHint")}>
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="off"
            value={appSecret}
            onChange={(event) => setAppSecret(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" look="primary" busy={mend.isPending} className="justify-self-end">
        {t("connection.mend")}
      </Button>
    </form>
  );
}
