import type { inferRouterOutputs } from "@trpc/server";
import type { CampaignDraft } from "@/server/campaigns/schema";
import type { AppRouter } from "@/server/router";

type Campaigns = inferRouterOutputs<AppRouter>["campaigns"];
export type CampaignLine = Campaigns["list"][number];
export type CampaignDetail = Campaigns["find"];
export type CampaignOptions = Campaigns["options"];
export type Outlook = Campaigns["outlook"];
export type Sample = Campaigns["samples"][number];
export type CampaignRecipient = Campaigns["recipients"]["recipients"][number];
export type VariantOutcome = Campaigns["variants"][number];
export type OptionTemplate = CampaignOptions["templates"][number];
export type Draft = CampaignDraft;
export type ChangeDraft = (part: Partial<CampaignDraft>) => void;

/** What the member may do here. */
export interface Rights {
  write: boolean;
  launch: boolean;
  approve: boolean;
  export: boolean;
  /** Opens conversations. */
  open: boolean;
  /** Has one of its messages on their own phone. */
  test: boolean;
  templates: boolean;
  /** The member. */
  me: string;
}
