"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useRefusal } from "@/components/use-refusal";
import { useWrite } from "./use-write";

/** Asks for a name; members come afterwards. */
export function NewTeam() {
  const t = useTranslations("settings.teams");
  const trpc = useTRPC();
  const form = useId();
  const refusal = useRefusal();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const write = useWrite([trpc.organizations.teams.queryKey()]);
  const create = useMutation(
    trpc.organizations.createTeam.mutationOptions({
      ...write,
      onSuccess: () => {
        write.onSuccess();
        setOpen(false);
      },
      onError: (refused) => setWrong(errorCode(refused) === "CONFLICT" ? t("taken") : refusal(refused)),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) create.mutate({ name });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setName("");
        setWrong(null);
      }}
      title={t("create")}
      trigger={<Button look="primary">{t("create")}</Button>}
      actions={
        <Button type="submit" form={form} look="primary" busy={create.isPending} disabled={!name.trim()}>
          {t("create")}
        </Button>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field label={t("name")} error={wrong}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
