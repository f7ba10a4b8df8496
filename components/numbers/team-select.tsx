"use client";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import type { FieldControl } from "@/components/ui/field";
import { Select } from "@/components/ui/select";

const none = "none";

type TeamSelectProps = Partial<FieldControl> & {
  value: string | null;
  onChange: (teamId: string | null) => void;
  disabled?: boolean;
  className?: string;
};

/** The team that a number's conversations go to, or none. */
export function TeamSelect({ value, onChange, ...rest }: TeamSelectProps) {
  const t = useTranslations("numbers");
  const trpc = useTRPC();
  const { data: teams } = useSuspenseQuery(trpc.organizations.teams.queryOptions());
  return (
    <Select
      {...rest}
      value={value ?? none}
      onChange={(chosen) => onChange(chosen === none ? null : chosen)}
      options={[
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
        { value: none, label: t("noTeam") },
      ]}
    />
  );
}
