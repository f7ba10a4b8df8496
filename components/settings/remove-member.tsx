"use client";
import { useMutation } from "@tanstack/react-query";
import { UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { useWrite } from "./use-write";

/** Takes a member out, after saying what that means. */
export function RemoveMember({ member }: { member: { id: string; name: string } }) {
  const t = useTranslations();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const write = useWrite([trpc.organizations.members.queryKey(), trpc.organizations.teams.queryKey()]);
  const remove = useMutation(trpc.organizations.removeMember.mutationOptions(write));
  const { name } = member;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("settings.members.removeTitle", { name })}
      description={t("settings.members.removeLead")}
      trigger={
        <Button look="quiet" size="icon" aria-label={t("settings.members.remove", { name })}>
          <UserMinus size={15} aria-hidden />
        </Button>
      }
      actions={
        <>
          <DialogClose asChild>
            <Button>{t("common.action.cancel")}</Button>
          </DialogClose>
          <Button
            look="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ memberId: member.id }, { onSettled: () => setOpen(false) })}
          >
            {t("common.action.remove")}
          </Button>
        </>
      }
    />
  );
}
