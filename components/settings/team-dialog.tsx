"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { BusinessHours } from "@/server/organizations/rules/business-hours";
import { HoursEditor, hoursAreWhole } from "./hours-editor";
import { useTeamRefusal } from "./use-team-refusal";
import { useWrite } from "./use-write";

type Team = { id: string; name: string; memberIds: string[]; businessHours: BusinessHours | null };
type TeamDialogProps = {
  team: Team;
  members: { id: string; name: string }[];
  timeZone: string;
  trigger: ReactNode;
};

/** A team's name, members and hours, saved together; and its removal. */
export function TeamDialog({ team, members, timeZone, trigger }: TeamDialogProps) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(team);
  const { update, remove, wrong, forget } = useTeamWrites(() => setOpen(false));
  const change = (part: Partial<Team>) => setDraft({ ...draft, ...part });
  const { id: teamId, name, memberIds, businessHours } = draft;
  return (
    <Dialog
      as="sheet"
      width={520}
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(team);
        forget();
      }}
      title={t("settings.teams.editOf", { name: team.name })}
      trigger={trigger}
      actions={
        <>
          <Button
            look="danger"
            busy={remove.isPending}
            onClick={() => remove.mutate({ teamId })}
            className="mr-auto"
          >
            {t("settings.teams.remove")}
          </Button>
          <Button
            look="primary"
            busy={update.isPending}
            disabled={!name.trim() || !hoursAreWhole(businessHours)}
            onClick={() => update.mutate({ teamId, name, memberIds, businessHours })}
          >
            {t("common.action.save")}
          </Button>
        </>
      }
    >
      <div className="grid gap-5">
        {wrong ? <Banner tone="red">{wrong}</Banner> : null}
        <Field label={t("settings.teams.name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={60}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <TeamMembers
          members={members}
          chosen={memberIds}
          onChange={(chosen) => change({ memberIds: chosen })}
        />
        <HoursEditor
          value={businessHours}
          onChange={(hours) => change({ businessHours: hours })}
          timeZone={timeZone}
          without={{ label: t("settings.teams.hoursOf"), hint: t("settings.teams.hoursOfHint") }}
        />
        <p className="text-ink-3">{t("settings.teams.removeLead")}</p>
      </div>
    </Dialog>
  );
}

type TeamMembersProps = {
  members: { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

function TeamMembers({ members, chosen, onChange }: TeamMembersProps) {
  const t = useTranslations("settings.teams");
  const group = useId();
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">{t("members")}</legend>
      {members.map(({ id, name }) => (
        <label
          key={id}
          htmlFor={`${group}-${id}`}
          className="flex items-center gap-2.5 rounded-sm px-1 py-1 hover:bg-hover"
        >
          <Checkbox
            id={`${group}-${id}`}
            checked={chosen.includes(id)}
            onCheckedChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
          />
          <Name>{name}</Name>
        </label>
      ))}
    </fieldset>
  );
}

function useTeamWrites(done: () => void) {
  const trpc = useTRPC();
  const [wrong, setWrong] = useState<string | null>(null);
  const refusal = useTeamRefusal();
  const write = useWrite([trpc.organizations.teams.queryKey(), trpc.organizations.members.queryKey()]);
  const answered = {
    ...write,
    onSuccess: () => {
      write.onSuccess();
      done();
    },
    onError: (refused: unknown) => setWrong(refusal(refused)),
  };
  const update = useMutation(trpc.organizations.updateTeam.mutationOptions(answered));
  const remove = useMutation(trpc.organizations.removeTeam.mutationOptions(answered));
  return { update, remove, wrong, forget: () => setWrong(null) };
}
