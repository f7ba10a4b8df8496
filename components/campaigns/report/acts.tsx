"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { useTRPC } from "@/components/trpc";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import { type CampaignAct, may as mayNow } from "@/server/campaigns/rules/campaign-state";
import type { CampaignDetail, Rights } from "../types";
import { useCampaignRefusal } from "../use-campaign-words";
import { useMoney } from "../use-money";

type ActsProps = { campaign: CampaignDetail; may: Rights };

/** What can be done to a campaign as it stands, by whoever may; what cannot be undone is asked once more. */
export function Acts({ campaign, may }: ActsProps) {
  const t = useTranslations("campaigns.act");
  const money = useMoney(campaign.currency);
  const act = useActs(campaign);
  const can = (what: CampaignAct, right: boolean) => right && mayNow(what, campaign.state);
  const { budgetMicros, forecast, funnel, launchedBy } = campaign;
  const max = forecast?.max ?? "0";
  const price = budgetMicros !== null && BigInt(budgetMicros) < BigInt(max) ? budgetMicros : max;
  const row = useFocusKept<HTMLDivElement>(campaign.state);
  return (
    <div ref={row} className="contents">
      {can("withdraw", may.launch) ? (
        <Button busy={act.busy === "withdraw"} onClick={() => act.run("withdraw")}>
          {t("withdraw")}
        </Button>
      ) : null}
      {can("cancel", may.launch) ? (
        <Asked
          label={t("cancel")}
          look="danger"
          title={t("cancelTitle", { name: campaign.name })}
          text={t("cancelText", { count: funnel.planned })}
          busy={act.busy === "cancel"}
          onYes={() => act.run("cancel")}
        />
      ) : null}
      {can("pause", may.launch) ? (
        <Button busy={act.busy === "pause"} onClick={() => act.run("pause")}>
          {t("pause")}
        </Button>
      ) : null}
      {can("resume", may.launch) ? (
        <Button look="primary" busy={act.busy === "resume"} onClick={() => act.run("resume")}>
          {t("resume")}
        </Button>
      ) : null}
      {can("approve", may.approve && launchedBy?.id !== may.me) ? (
        <Asked
          label={t("approve")}
          look="primary"
          title={t("approveTitle", { name: campaign.name })}
          text={t("approveText", { name: launchedBy?.name ?? "", price: money(price) })}
          busy={act.busy === "approve"}
          onYes={() => act.run("approve")}
        />
      ) : null}
    </div>
  );
}

type AskedProps = {
  label: string;
  look: NonNullable<ButtonProps["look"]>;
  title: string;
  text: ReactNode;
  busy: boolean;
  onYes: () => Promise<void>;
};

function Asked({ label, look, title, text, busy, onYes }: AskedProps) {
  const t = useTranslations("campaigns.act");
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button look={look}>{label}</Button>}
      title={<span className="[overflow-wrap:anywhere]">{title}</span>}
      description={text}
      actions={
        <>
          <DialogClose asChild>
            <Button>{t("keep")}</Button>
          </DialogClose>
          <Button look={look} busy={busy} onClick={() => void onYes().then(() => setOpen(false))}>
            {label}
          </Button>
        </>
      }
    />
  );
}

type Act = "pause" | "resume" | "cancel" | "approve" | "withdraw";

function useActs({ id: campaignId, version }: CampaignDetail) {
  const t = useTranslations("campaigns.act");
  const trpc = useTRPC();
  const client = useQueryClient();
  const refusal = useCampaignRefusal();
  const [busy, setBusy] = useState<Act | null>(null);
  const pause = useMutation(trpc.campaigns.pause.mutationOptions());
  const resume = useMutation(trpc.campaigns.resume.mutationOptions());
  const cancel = useMutation(trpc.campaigns.cancel.mutationOptions());
  const approve = useMutation(trpc.campaigns.approve.mutationOptions());
  const withdraw = useMutation(trpc.campaigns.withdraw.mutationOptions());
  const does: Record<Act, () => Promise<unknown>> = {
    pause: () => pause.mutateAsync({ campaignId }),
    resume: () => resume.mutateAsync({ campaignId }),
    cancel: () => cancel.mutateAsync({ campaignId }),
    approve: () => approve.mutateAsync({ campaignId, version }),
    withdraw: () => withdraw.mutateAsync({ campaignId, version }),
  };
  const run = async (act: Act) => {
    setBusy(act);
    try {
      await does[act]();
      toast(t(`done.${act}`));
    } catch (error) {
      toast(refusal(error));
    } finally {
      await client.invalidateQueries({ queryKey: trpc.campaigns.pathKey() });
      setBusy(null);
    }
  };
  return { busy, run };
}
