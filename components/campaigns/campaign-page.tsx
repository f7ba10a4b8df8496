"use client";
import { useState } from "react";
import { useFocusKept } from "@/components/ui/use-focus-kept";
import { Report } from "./report/report";
import { useCampaign } from "./report/use-campaign";
import { StarterChoice } from "./starter-choice";
import type { Starter } from "./starters";
import type { Rights } from "./types";
import type { Step } from "./wizard/steps";
import { Wizard } from "./wizard/wizard";

type CampaignPageProps = {
  org: string;
  campaignId: string;
  first: Step;
  may: Rights;
  /** One comes from the button that launched it. */
  launched?: boolean;
};

/** A campaign that is there: to be written on while it is a draft, from the launch on its report. */
export function CampaignPage({ org, campaignId, first, may, launched = false }: CampaignPageProps) {
  const campaign = useCampaign(campaignId);
  // A draft that was withdrawn begins anew with what was read then.
  const [rounds, setRounds] = useState(0);
  useFocusKept(campaign.state === "draft", launched);
  if (campaign.state === "draft" && may.write)
    return (
      <Wizard
        key={`${campaignId} ${rounds}`}
        {...{ org, campaignId, campaign, first, may }}
        starter={null}
        onLaunched={() => setRounds(rounds + 1)}
      />
    );
  return <Report org={org} campaign={campaign} may={may} />;
}

type NewCampaignProps = { org: string; starter: Starter | "blank" | null; may: Rights };

/** One that is not there until something of it is written; its id is chosen here, so that a repetition makes no second one. */
export function NewCampaign({ org, starter, may }: NewCampaignProps) {
  const [campaignId] = useState(() => crypto.randomUUID());
  const [launched, setLaunched] = useState(false);
  if (!starter) return <StarterChoice org={org} />;
  if (launched) return <CampaignPage org={org} campaignId={campaignId} first="review" may={may} launched />;
  return (
    <Wizard
      {...{ org, campaignId, may }}
      campaign={null}
      starter={starter === "blank" ? null : starter}
      first="audience"
      onLaunched={() => setLaunched(true)}
    />
  );
}
