"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { NumberColor } from "@/components/inbox/channel-badge";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ColorChoice } from "./color-choice";
import { TeamSelect } from "./team-select";

/** One more test number at a click: name, colour, team. */
export function AddSandbox() {
  const t = useTranslations("numbers");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t("new.title")}
      description={t("new.lead")}
      trigger={<Button>{t("add")}</Button>}
    >
      <NewNumber onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function NewNumber({ onDone }: { onDone: () => void }) {
  const t = useTranslations("numbers");
  const trpc = useTRPC();
  const colors = useId();
  const { data: teams } = useSuspenseQuery(trpc.organizations.teams.queryOptions());
  const [name, setName] = useState("");
  const [color, setColor] = useState<NumberColor>("indigo");
  const [teamId, setTeamId] = useState(teams[0]?.id ?? null);
  const write = useWrite([trpc.channels.list.queryKey()], t("new.done", { name: name.trim() }));
  const add = useMutation(
    trpc.channels.addSandbox.mutationOptions({
      ...write,
      onSuccess: () => {
        write.onSuccess();
        onDone();
      },
    }),
  );
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) add.mutate({ name: name.trim(), color, teamId });
      }}
    >
      <Field label={t("field.name")} hint={t("field.nameHint")}>
        {(control) => (
          <Input {...control} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <div className="grid gap-1.5">
        <span aria-hidden className="font-medium">
          {t("field.color")}
        </span>
        <ColorChoice name={colors} value={color} onChange={setColor} />
      </div>
      <Field label={t("field.team")} hint={t("field.teamHint")}>
        {(control) => <TeamSelect {...control} value={teamId} onChange={setTeamId} />}
      </Field>
      <Button
        type="submit"
        look="primary"
        busy={add.isPending}
        disabled={!name.trim()}
        className="justify-self-end"
      >
        {t("new.action")}
      </Button>
    </form>
  );
}
