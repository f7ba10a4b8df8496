"use client";
import { useQuery } from "@tanstack/react-query";
import { RefreshCw, Wand } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { PersonForm } from "./person-form";
import type { Person } from "./types";

type PersonDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStart: (person: Person) => void;
};
type Tab = "suggested" | "invent" | "magic";

/** Who writes: one of a few examples, somebody made up, or one to whom something happens. */
export function PersonDialog({ open, onOpenChange, onStart }: PersonDialogProps) {
  const t = useTranslations("sandbox.people");
  const [tab, setTab] = useState<Tab>("suggested");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("lead")} width={520}>
      <Tabs
        label={t("title")}
        value={tab}
        onChange={setTab}
        tabs={[
          { value: "suggested", label: t("suggested"), content: <Suggested onStart={onStart} /> },
          { value: "invent", label: t("invent"), content: <PersonForm onStart={onStart} /> },
          { value: "magic", label: t("magic"), content: <Magic onStart={onStart} /> },
        ]}
      />
    </Dialog>
  );
}

function Suggested({ onStart }: { onStart: (person: Person) => void }) {
  const t = useTranslations("sandbox.people");
  const trpc = useTRPC();
  const [seed, setSeed] = useState(1);
  const { data } = useQuery(trpc.sandbox.suggestions.queryOptions({ seed }));
  const countries = new Intl.DisplayNames(useLocale(), { type: "region" });
  return (
    <div className="grid gap-2">
      <ul className="min-h-84">
        {data?.people.map((person) => (
          <li key={person.bsuid}>
            <Choice
              name={person.name}
              hint={person.phone ?? `${person.username ?? ""} · ${t("hidden")}`}
              aside={countries.of(person.country) ?? person.country}
              onPress={() => onStart(person)}
            />
          </li>
        )) ?? <Skeleton className="h-80" />}
      </ul>
      <Button look="quiet" onClick={() => setSeed(seed + 1)} className="justify-self-start">
        <RefreshCw size={13} aria-hidden />
        {t("others")}
      </Button>
    </div>
  );
}

function Magic({ onStart }: { onStart: (person: Person) => void }) {
  const t = useTranslations("sandbox");
  const trpc = useTRPC();
  const { data } = useQuery(trpc.sandbox.suggestions.queryOptions({ seed: 1 }));
  return (
    <div className="grid gap-2">
      <p className="text-pretty text-ink-3">{t("people.magicLead")}</p>
      <ul>
        {data?.magic.map(({ phone, key }) => {
          const name = t(`magic.${key}.name` as "magic.reply.name");
          return (
            <li key={phone}>
              <Choice
                magic
                name={name}
                hint={t(`magic.${key}.what` as "magic.reply.what")}
                onPress={() => onStart({ name, phone, country: "US", username: null, bsuid: null })}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

type ChoiceProps = { name: string; hint: string; aside?: string; magic?: boolean; onPress: () => void };

function Choice({ name, hint, aside, magic, onPress }: ChoiceProps) {
  return (
    <button
      type="button"
      onClick={onPress}
      className="flex min-h-14 w-full items-center gap-3 rounded-md px-2 py-1.5 text-left outline-offset-[-2px] hover:bg-hover"
    >
      {magic ? (
        <span className="grid size-8 shrink-0 place-items-center rounded-full border border-dashed border-control text-ink-3">
          <Wand size={14} aria-hidden />
        </span>
      ) : (
        <Avatar name={name} size={32} />
      )}
      <span className="min-w-0 flex-1">
        <Name className="font-medium">{name}</Name>
        <span className="figures block text-pretty text-ink-3">{hint}</span>
      </span>
      {aside ? <span className="text-sm text-ink-3">{aside}</span> : null}
    </button>
  );
}
