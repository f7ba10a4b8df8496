"use client";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Name } from "@/components/inbox/foreign-text";
import { useTRPC } from "@/components/trpc";
import { Select } from "@/components/ui/select";
import { allows } from "@/server/permissions";
import type { Profile } from "./profile-types";
import { Section } from "./section";
import type { useProfile } from "./use-profile";

type ExecutiveProps = {
  contactId: string;
  executive: Profile["executive"];
  mayChange: boolean;
  write: ReturnType<typeof useProfile>["write"];
};

/** The member to whom a contact belongs: routing decides by it. */
export function Executive({ contactId, executive, mayChange, write }: ExecutiveProps) {
  const t = useTranslations("inbox.contact");
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.contacts.setExecutive.mutationOptions(write));
  const { data: members = [] } = useQuery({
    ...trpc.organizations.members.queryOptions(),
    enabled: mayChange,
  });
  const able = members.filter((member) => allows(member.role, "conversations:reply"));
  return (
    <Section title={t("executive")}>
      {mayChange ? (
        <Select
          aria-label={t("executive")}
          value={executive && !executive.gone ? executive.id : "nobody"}
          onChange={(id) => mutate({ contactId, memberId: id === "nobody" ? null : id })}
          options={[
            { value: "nobody", label: t("noExecutive") },
            ...able.map(({ id, name }) => ({ value: id, label: <Name>{name}</Name> })),
          ]}
        />
      ) : (
        <p className={executive ? undefined : "text-ink-3"}>
          {executive ? <Name>{executive.name}</Name> : t("noExecutive")}
        </p>
      )}
      {executive?.gone ? (
        <p className="text-sm text-amber-ink">{t("executiveGone", { name: executive.name })}</p>
      ) : null}
    </Section>
  );
}
