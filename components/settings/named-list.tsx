"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Name } from "@/components/inbox/foreign-text";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { SettingsSection } from "./section";

interface Named {
  id: string;
  name: string;
  archived: boolean;
}

type NamedListProps<T extends Named> = {
  title: string;
  lead: string;
  empty: string;
  list: T[];
  mark?: (one: T) => ReactNode;
  mayChange: boolean;
  create: ReactNode;
  edit: (one: T) => ReactNode;
  /** Offers an archived one again. */
  onBack: (one: T) => void;
};

/** Things with a name that can be archived: those in use first. */
export function NamedList<T extends Named>(props: NamedListProps<T>) {
  const t = useTranslations("settings.conversations");
  const { list, mayChange } = props;
  const ordered = [...list.filter((one) => !one.archived), ...list.filter((one) => one.archived)];
  return (
    <SettingsSection title={props.title} lead={props.lead} action={mayChange ? props.create : null}>
      {ordered.length === 0 ? <p className="px-4 py-3 text-ink-3">{props.empty}</p> : null}
      {ordered.map((one) => (
        <div key={one.id} className="flex min-h-12 items-center gap-2.5 px-4 py-2">
          {props.mark?.(one)}
          <Name className="min-w-0 flex-1 font-medium">{one.name}</Name>
          {one.archived ? <Badge>{t("archived")}</Badge> : null}
          {mayChange && one.archived ? (
            <Button size="sm" onClick={() => props.onBack(one)}>
              {t("restore")}
            </Button>
          ) : null}
          {mayChange && !one.archived ? props.edit(one) : null}
        </div>
      ))}
    </SettingsSection>
  );
}
