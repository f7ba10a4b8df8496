"use client";
import { useMutation, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { MoneyField } from "@/components/campaigns/money-field";
import { useTRPC } from "@/components/trpc";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { SettingsPage, SettingsRow, SettingsSection } from "./section";
import { useWrite } from "./use-write";

/** From how much on a campaign is launched by two. */
export function CampaignSettings() {
  const t = useTranslations("settings");
  const common = useTranslations("common.action");
  const trpc = useTRPC();
  const { data: options } = useSuspenseQuery(trpc.campaigns.options.queryOptions());
  const write = useWrite([trpc.campaigns.options.queryKey()]);
  const save = useMutation(trpc.campaigns.setApproval.mutationOptions(write));
  const [on, setOn] = useState(options.approvalMicros !== null);
  const [micros, setMicros] = useState(options.approvalMicros);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (micros) save.mutate({ micros });
  };
  const turn = (next: boolean) => {
    setOn(next);
    if (!next && options.approvalMicros !== null) save.mutate({ micros: null });
  };
  return (
    <SettingsPage title={t("nav.campaigns")} lead={t("campaigns.lead")}>
      <SettingsSection>
        <SettingsRow label={t("campaigns.approval")} hint={t("campaigns.approvalHint")}>
          {(control) => <Switch {...control} checked={on} disabled={save.isPending} onCheckedChange={turn} />}
        </SettingsRow>
        {on ? (
          <form onSubmit={submit} className="flex flex-wrap items-start gap-3 px-4 py-3">
            <div className="w-64">
              <MoneyField
                label={t("campaigns.from")}
                hint={t("campaigns.fromHint")}
                wrong={t("campaigns.wrong")}
                currency={options.currency}
                micros={micros}
                onMicros={setMicros}
              />
            </div>
            <Button
              type="submit"
              look="primary"
              busy={save.isPending}
              disabled={micros === null || micros === options.approvalMicros}
              className="mt-[26px]"
            >
              {common("save")}
            </Button>
          </form>
        ) : null}
      </SettingsSection>
    </SettingsPage>
  );
}
