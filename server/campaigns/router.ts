import { can, router } from "@/server/trpc";
import { approveCampaign } from "./approve-campaign";
import { cancelCampaign } from "./cancel-campaign";
import { chosenContacts } from "./chosen-queries";
import { contactability } from "./contactability-queries";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { linkOutcomes } from "./link-queries";
import { pauseCampaign } from "./pause-campaign";
import { campaignOptions, draftLeftOut, draftOutlook, draftSamples, testPrice } from "./preview-queries";
import { campaignList, findCampaign } from "./queries";
import { recipientList } from "./recipient-queries";
import { resumeCampaign } from "./resume-campaign";
import * as input from "./schema";
import { sendTest } from "./send-test";
import { setApproval } from "./set-approval";
import { updateCampaign } from "./update-campaign";
import { variantOutcomes } from "./variant-queries";
import { withdrawCampaign } from "./withdraw-campaign";

export const campaignsRouter = router({
  list: can("campaigns:read").query(({ ctx }) => campaignList(ctx.scope)),
  find: can("campaigns:read")
    .input(input.campaignRef)
    .query(({ ctx, input }) => findCampaign(ctx.scope, input)),
  recipients: can("campaigns:read")
    .input(input.recipientPage)
    .query(({ ctx, input }) => recipientList(ctx.scope, input)),
  contactability: can("campaigns:read")
    .input(input.contactabilityInput)
    .query(({ ctx, input }) => contactability(ctx.scope, input)),
  links: can("campaigns:read")
    .input(input.campaignRef)
    .query(({ ctx, input }) => linkOutcomes(ctx.scope, input)),
  variants: can("campaigns:read")
    .input(input.campaignRef)
    .query(({ ctx, input }) => variantOutcomes(ctx.scope, input)),
  options: can("campaigns:update").query(({ ctx }) => campaignOptions(ctx.scope)),
  chosen: can("campaigns:update")
    .input(input.chosenInput)
    .query(({ ctx, input }) => chosenContacts(ctx.scope, input)),
  outlook: can("campaigns:update")
    .input(input.draftInput)
    .query(({ ctx, input }) => draftOutlook(ctx.scope, input)),
  samples: can("campaigns:update")
    .input(input.draftInput)
    .query(({ ctx, input }) => draftSamples(ctx.scope, input)),
  leftOut: can("campaigns:update")
    .input(input.draftInput)
    .query(({ ctx, input }) => draftLeftOut(ctx.scope, input)),
  testPrice: can("campaigns:test")
    .input(input.testPriceInput)
    .query(({ ctx, input }) => testPrice(ctx.scope, input)),
  sendTest: can("campaigns:test")
    .input(input.testInput)
    .mutation(({ ctx, input }) => sendTest(ctx.scope, input)),
  create: can("campaigns:update")
    .input(input.newCampaign)
    .mutation(({ ctx, input }) => createCampaign(ctx.scope, input)),
  update: can("campaigns:update")
    .input(input.campaignChange)
    .mutation(({ ctx, input }) => updateCampaign(ctx.scope, input)),
  launch: can("campaigns:launch")
    .input(input.campaignAct)
    .mutation(({ ctx, input }) => launchCampaign(ctx.scope, input)),
  approve: can("campaigns:approve")
    .input(input.campaignAct)
    .mutation(({ ctx, input }) => approveCampaign(ctx.scope, input)),
  withdraw: can("campaigns:launch")
    .input(input.campaignAct)
    .mutation(({ ctx, input }) => withdrawCampaign(ctx.scope, input)),
  pause: can("campaigns:launch")
    .input(input.campaignRef)
    .mutation(({ ctx, input }) => pauseCampaign(ctx.scope, input)),
  resume: can("campaigns:launch")
    .input(input.campaignRef)
    .mutation(({ ctx, input }) => resumeCampaign(ctx.scope, input)),
  cancel: can("campaigns:launch")
    .input(input.campaignRef)
    .mutation(({ ctx, input }) => cancelCampaign(ctx.scope, input)),
  setApproval: can("campaigns:settings")
    .input(input.approvalChange)
    .mutation(({ ctx, input }) => setApproval(ctx.scope, input)),
});
