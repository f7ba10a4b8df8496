"use client";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useRefusal } from "@/components/use-refusal";
import { useWrite } from "./use-write";

export interface KeptPolicy {
  id: string;
  teamId: string | null;
  teamName: string | null;
  priority: number | null;
  firstMinutes: number | null;
  nextMinutes: number | null;
  resolutionMinutes: number | null;
}

type SlaDialogProps = {
  /** The one that is changed; absent for a new one. */
  policy?: KeptPolicy;
  teams: { id: string; name: string }[];
  /** What is promised already: a new one may not silently take its place. */
  taken: KeptPolicy[];
  trigger: ReactNode;
};

const goals = ["first", "next", "resolution"] as const;
const priorities = ["any", "2", "1", "0"] as const;
const everybody = "all";

interface Draft {
  team: string;
  priority: (typeof priorities)[number];
  first: string;
  next: string;
  resolution: string;
}

const draftOf = (policy: KeptPolicy | undefined): Draft => ({
  team: policy?.teamId ?? everybody,
  priority: priorities.find((p) => p === String(policy?.priority ?? "any")) ?? "any",
  first: String(policy ? (policy.firstMinutes ?? "") : 30),
  next: String(policy ? (policy.nextMinutes ?? "") : 60),
  resolution: String(policy?.resolutionMinutes ?? ""),
});

/** Minutes as typed; null where nothing is, NaN where it is no promise. */
const minutesOf = (text: string): number | null =>
  text.trim() === "" ? null : /^\d{1,6}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : Number.NaN;

/** For whom, and within how many minutes each of the three. */
export function SlaDialog({ policy, teams, taken, trigger }: SlaDialogProps) {
  const t = useTranslations("sla");
  const action = useTranslations("common.action");
  const form = useId();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(policy));
  const { set, remove, wrong, forget } = useWrites(() => setOpen(false));
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const minutes = goals.map((goal) => minutesOf(draft[goal]));
  const whole = minutes.every((m) => m === null || !Number.isNaN(m)) && minutes.some((m) => m !== null);
  const teamId = draft.team === everybody ? null : draft.team;
  const priority = draft.priority === "any" ? null : (Number(draft.priority) as 0 | 1 | 2);
  const twice = taken.some((one) => one.teamId === teamId && one.priority === priority);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [firstMinutes = null, nextMinutes = null, resolutionMinutes = null] = minutes;
    if (whole && !twice) set.mutate({ teamId, priority, firstMinutes, nextMinutes, resolutionMinutes });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setDraft(draftOf(policy));
        forget();
      }}
      title={policy ? t("editTitle") : t("create")}
      trigger={trigger}
      actions={
        <>
          {policy ? (
            <Button
              look="danger"
              busy={remove.isPending}
              onClick={() => remove.mutate({ policyId: policy.id })}
              className="mr-auto"
            >
              {t("remove")}
            </Button>
          ) : null}
          <Button type="submit" form={form} look="primary" busy={set.isPending} disabled={!whole || twice}>
            {action("save")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="grid gap-4">
        {wrong || twice ? <Banner tone="red">{wrong ?? t("twice")}</Banner> : null}
        <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
          <Field label={t("team")}>
            {(control) => (
              <Select
                {...control}
                value={draft.team}
                disabled={policy !== undefined}
                onChange={(team) => change({ team })}
                options={[
                  { value: everybody, label: t("everyTeam") },
                  ...teams.map(({ id, name }) => ({ value: id, label: <Name>{name}</Name> })),
                ]}
              />
            )}
          </Field>
          <Field label={t("priorityLabel")}>
            {(control) => (
              <Select
                {...control}
                value={draft.priority}
                disabled={policy !== undefined}
                onChange={(chosen) => change({ priority: chosen })}
                options={priorities.map((value) => ({ value, label: t(`priority.${value}`) }))}
              />
            )}
          </Field>
        </div>
        {goals.map((goal) => (
          <Field key={goal} label={t(`goal.${goal}`)} hint={t(`goalHint.${goal}`)}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="figures w-28!"
                value={draft[goal]}
                placeholder="—"
                onChange={(event) => change({ [goal]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </form>
    </Dialog>
  );
}

function useWrites(done: () => void) {
  const trpc = useTRPC();
  const refusal = useRefusal();
  const [wrong, setWrong] = useState<string | null>(null);
  const write = useWrite([trpc.sla.policies.queryKey()]);
  const answered = {
    ...write,
    onSuccess: () => {
      write.onSuccess();
      done();
    },
    onError: (refused: unknown) => setWrong(refusal(refused)),
  };
  return {
    set: useMutation(trpc.sla.setPolicy.mutationOptions(answered)),
    remove: useMutation(trpc.sla.removePolicy.mutationOptions(answered)),
    wrong,
    forget: () => setWrong(null),
  };
}
