"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Tag } from "lucide-react";
import { useTranslations } from "next-intl";
import { LabelChip } from "@/components/inbox/work/label-chip";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Menu, MenuCheckItem, MenuContent, MenuTrigger } from "@/components/ui/menu";
import type { Profile } from "./profile-types";
import type { useProfile } from "./use-profile";

type ContactLabelsProps = {
  contactId: string;
  labels: Profile["labels"];
  mayChange: boolean;
  write: ReturnType<typeof useProfile>["write"];
};

/** The labels on a person, and the menu that changes them. */
export function ContactLabels({ contactId, labels, mayChange, write }: ContactLabelsProps) {
  const t = useTranslations("profile.labels");
  const trpc = useTRPC();
  const { data: all = [] } = useQuery({ ...trpc.labels.list.queryOptions(), enabled: mayChange });
  const put = useMutation(trpc.labels.putOnContact.mutationOptions(write));
  const offered = all.filter((one) => !one.archived || labels.some(({ id }) => id === one.id));
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {labels.map((label) => (
        <LabelChip key={label.id} label={label} className="max-w-full" />
      ))}
      {labels.length === 0 && !mayChange ? <span className="text-ink-3">{t("none")}</span> : null}
      {mayChange ? (
        <Menu>
          <MenuTrigger asChild>
            <Button size="sm" look="quiet" aria-label={t("change")}>
              <Tag size={13} aria-hidden />
              {labels.length === 0 ? t("title") : null}
            </Button>
          </MenuTrigger>
          <MenuContent>
            {offered.length === 0 ? <p className="px-2 py-1 text-ink-3">{t("nothing")}</p> : null}
            {offered.map(({ id, name }) => (
              <MenuCheckItem
                key={id}
                checked={labels.some((one) => one.id === id)}
                onChange={(on) => put.mutate({ contactId, add: on ? [id] : [], remove: on ? [] : [id] })}
              >
                {name}
              </MenuCheckItem>
            ))}
          </MenuContent>
        </Menu>
      ) : null}
    </div>
  );
}
