"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useWrite } from "@/components/settings/use-write";
import { useTRPC } from "@/components/trpc";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { useRefusal } from "@/components/use-refusal";
import { languages } from "@/server/organizations/rules/languages";

type AbilitiesDialogProps = { member: { id: string; name: string }; trigger: ReactNode };

/** What one member can do and which languages they write. */
export function AbilitiesDialog({ member, trigger }: AbilitiesDialogProps) {
  const [open, setOpen] = useState(false);
  const t = useTranslations("settings.abilities");
  const form = useId();
  return (
    <Dialog
      as="sheet"
      open={open}
      onOpenChange={setOpen}
      title={t("of", { name: member.name })}
      description={t("ofLead")}
      trigger={trigger}
      actions={<Save form={form} />}
    >
      <Choices memberId={member.id} form={form} onDone={() => setOpen(false)} />
    </Dialog>
  );
}

function Save({ form }: { form: string }) {
  const action = useTranslations("common.action");
  return (
    <Button type="submit" form={form} look="primary">
      {action("save")}
    </Button>
  );
}

type ChoicesProps = { memberId: string; form: string; onDone: () => void };

function Choices({ memberId, form, onDone }: ChoicesProps) {
  const t = useTranslations("settings.abilities");
  const trpc = useTRPC();
  const refusal = useRefusal();
  const { data: skills } = useQuery(trpc.organizations.abilities.skills.queryOptions());
  const { data: all } = useQuery(trpc.organizations.abilities.list.queryOptions());
  const kept = all?.find((one) => one.memberId === memberId);
  const [changed, setChanged] = useState<Partial<NonNullable<typeof kept>>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const write = useWrite([trpc.organizations.abilities.list.queryKey()]);
  const set = useMutation(
    trpc.organizations.abilities.set.mutationOptions({
      ...write,
      onSuccess: () => {
        write.onSuccess();
        onDone();
      },
      onError: (refused) => setWrong(refusal(refused)),
    }),
  );
  const names = new Intl.DisplayNames(useLocale(), { type: "language" });
  if (!kept || !skills) return null;
  const draft = { ...kept, ...changed };
  const offered = skills.filter((one) => !one.archived || draft.skillIds.includes(one.id));
  return (
    <form
      id={form}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!set.isPending) set.mutate(draft);
      }}
    >
      {wrong ? <Banner tone="red">{wrong}</Banner> : null}
      <Many
        legend={t("skills")}
        empty={t("empty")}
        options={offered.map(({ id, name }) => ({ id, label: name }))}
        chosen={draft.skillIds}
        onChange={(skillIds) => setChanged({ ...changed, skillIds })}
      />
      <Many
        legend={t("languages")}
        options={languages.map((id) => ({ id, label: names.of(id) ?? id }))}
        chosen={draft.languages}
        onChange={(ids) =>
          setChanged({ ...changed, languages: languages.filter((one) => ids.includes(one)) })
        }
      />
    </form>
  );
}

type ManyProps = {
  legend: string;
  empty?: string;
  options: { id: string; label: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

function Many({ legend, empty, options, chosen, onChange }: ManyProps) {
  const group = useId();
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1 font-medium">{legend}</legend>
      {options.length === 0 ? <p className="text-ink-3">{empty}</p> : null}
      <div className="grid grid-cols-2 gap-x-3 max-sm:grid-cols-1">
        {options.map(({ id, label }) => (
          <label
            key={id}
            htmlFor={`${group}-${id}`}
            className="flex min-w-0 items-center gap-2.5 rounded-sm px-1 py-1 first-letter:uppercase hover:bg-hover"
          >
            <Checkbox
              id={`${group}-${id}`}
              checked={chosen.includes(id)}
              onCheckedChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
            <Name>{label}</Name>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
