"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { errorCode } from "@/components/query-client";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useRefusal } from "@/components/use-refusal";
import { useIdentityWrite } from "./use-identity-write";

/** Gives a contact one more address; one that another contact has is said, and looked at side by side. */
export function AddIdentity({
  contactId,
  onMerged,
}: {
  contactId: string;
  onMerged: (contactId: string) => void;
}) {
  const t = useTranslations("identity");
  const action = useTranslations("common.action");
  const refusal = useRefusal();
  const trpc = useTRPC();
  const form = useId();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState("email");
  const [value, setValue] = useState("");
  const [wrong, setWrong] = useState<string | null>(null);
  const { data: identifiers = [] } = useQuery({ ...trpc.contacts.identifiers.queryOptions(), enabled: open });
  const { onSettled } = useIdentityWrite([trpc.contacts.identity.queryKey({ contactId })]);
  const add = useMutation(trpc.contacts.addIdentity.mutationOptions({ onSettled }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const typed =
      kind === "email" || kind === "phone" ? { kind } : { kind: "external" as const, identifier: kind };
    await add.mutateAsync({ contactId, value, ...typed } as Parameters<typeof add.mutateAsync>[0]).then(
      ({ outcome, contactId: holder }) => {
        toast(t(`added.${outcome}`));
        setOpen(false);
        if (outcome === "merged") onMerged(holder);
      },
      (refused) => setWrong(errorCode(refused) === "INVALID" ? t("noAddress") : refusal(refused)),
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setValue("");
        setWrong(null);
      }}
      title={t("add")}
      trigger={
        <Button size="iconSm" look="quiet" aria-label={t("add")}>
          <Plus size={15} aria-hidden />
        </Button>
      }
      actions={
        <Button type="submit" form={form} look="primary" busy={add.isPending} disabled={!value.trim()}>
          {action("save")}
        </Button>
      }
    >
      <form id={form} onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <Field label={t("what")}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              onChange={setKind}
              options={[
                { value: "email", label: t("kind.email") },
                { value: "phone", label: t("kind.phone") },
                ...identifiers
                  .filter((one) => !one.archived)
                  .map((one) => ({ value: one.key, label: one.label })),
              ]}
            />
          )}
        </Field>
        <Field label={t("value")} error={wrong}>
          {(control) => (
            <Input
              {...control}
              value={value}
              maxLength={254}
              autoComplete="off"
              onChange={({ target }) => setValue(target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
