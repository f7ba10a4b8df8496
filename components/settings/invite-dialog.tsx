"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { looksLikeEmail } from "@/components/auth/checks";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { invitationDays } from "@/server/organizations/schema";
import { mayGrant, type Role, roles } from "@/server/permissions";
import { useWrite } from "./use-write";

/** Asks for an address and a role that the viewer may give. */
export function InviteDialog({ role: mine }: { role: Role }) {
  const t = useTranslations();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("agent");
  const [wrong, setWrong] = useState<string | null>(null);
  const invite = useInvite(() => setOpen(false), setWrong);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!looksLikeEmail(email)) return setWrong(t("common.field.email"));
    invite.mutate({ email: email.trim(), role });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setEmail("");
        setWrong(null);
      }}
      title={t("settings.members.inviteTitle")}
      description={t("settings.members.inviteLead", { days: invitationDays })}
      trigger={<Button look="primary">{t("settings.members.invite")}</Button>}
      actions={
        <>
          <DialogClose asChild>
            <Button>{t("common.action.cancel")}</Button>
          </DialogClose>
          <Button type="submit" form={form} look="primary" busy={invite.isPending}>
            {t("settings.members.send")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        <Field label={t("settings.members.email")} error={wrong}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Field label={t("settings.members.role")}>
          {(control) => (
            <Select
              {...control}
              value={role}
              onChange={setRole}
              options={roles
                .filter((one) => mayGrant(mine, one))
                .map((value) => ({
                  value,
                  label: t(`roles.${value}.name`),
                  hint: t(`roles.${value}.does`),
                }))}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}

function useInvite(done: () => void, refuse: (words: string) => void) {
  const t = useTranslations("settings.members");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const write = useWrite([trpc.organizations.invitations.queryKey()]);
  return useMutation(
    trpc.organizations.invite.mutationOptions({
      ...write,
      onSuccess: (_, { email }) => {
        toast(t("sent", { email }));
        done();
      },
      onError: (refused) => refuse(errorCode(refused) === "CONFLICT" ? t("already") : refusal(refused)),
    }),
  );
}
