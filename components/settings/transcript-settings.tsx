"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/components/trpc";
import { Select } from "@/components/ui/select";
import { transcriptChoices } from "@/server/organizations/schema";
import { SettingsRow, SettingsSection } from "./section";
import { useWrite } from "./use-write";

/** Whether voices of customers leave for a third party, and for whom; nothing where the platform names none. */
export function TranscriptSettings({ mayChange }: { mayChange: boolean }) {
  const t = useTranslations("settings.transcripts");
  const trpc = useTRPC();
  const { data: saved } = useSuspenseQuery(trpc.organizations.settings.queryOptions());
  const write = useWrite([trpc.organizations.settings.queryKey()]);
  const { mutate, isPending } = useMutation(trpc.organizations.setTranscripts.mutationOptions(write));
  if (!saved.transcriptionHost) return null;
  return (
    <SettingsSection title={t("title")}>
      <SettingsRow label={t("label")} hint={t("hint", { host: saved.transcriptionHost })}>
        {(control) => (
          <Select
            {...control}
            value={saved.transcripts}
            disabled={!mayChange || isPending}
            onChange={(transcripts) => mutate({ transcripts })}
            options={transcriptChoices.map((value) => ({ value, label: t(value) }))}
            className="w-64!"
          />
        )}
      </SettingsRow>
    </SettingsSection>
  );
}
