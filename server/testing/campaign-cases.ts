import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { createCampaign } from "@/server/campaigns/create-campaign";
import type { CampaignState } from "@/server/campaigns/rules/campaign-state";
import { type CampaignDraft, campaignDraft } from "@/server/campaigns/schema";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { createCloseReason } from "@/server/conversations/create-close-reason";
import { createConversation } from "./factories";
import type { ProcedureCase } from "./procedure-cases";
import type { World } from "./world";

/** Names one of everything that a draft can, and could be launched as it is. */
async function draft({ org, numberId, templateId }: World): Promise<CampaignDraft> {
  const { contactId, identityId } = await createConversation(org, { channelAccountId: numberId });
  const { reasonId } = await createCloseReason(org.owner.scope, { name: `Motivo ${newId()}` });
  await inOrg(org.owner.scope, (s) =>
    recordConsents(s, [
      {
        ...{ identityId, channel: "any", purpose: "service", state: "in", source: "agent" },
        ...{ evidence: { case: newId() }, occurredAt: s.now },
      },
    ]),
  );
  return campaignDraft.parse({
    audience: { kind: "contacts", contactIds: [contactId] },
    numberIds: [numberId],
    variants: [{ templateId }],
    teamId: org.teamId,
    conversion: { kind: "close-reason", closeReasonId: reasonId },
  });
}

const fresh = async (w: World) => ({
  clientCampaignId: newId(),
  name: `Campaña ${newId()}`,
  draft: await draft(w),
});
const chosen = async ({ org, numberId }: World) => {
  const { contactId } = await createConversation(org, { channelAccountId: numberId });
  return { contactIds: [contactId] };
};
const campaign = async (w: World) => createCampaign(w.org.owner.scope, await fresh(w));
const written = async (w: World) => ({ ...(await campaign(w)), version: 1 });
const unsaved = async (w: World) => ({ draft: await draft(w) });

const test = async (w: World) => {
  const whole = await draft(w);
  const { audience } = whole;
  return {
    draft: whole,
    contactId: audience?.kind === "contacts" ? audience.contactIds[0] : null,
    phone: `+54911${Math.floor(20_000_000 + Math.random() * 70_000_000)}`,
    agreed: true,
    clientMessageId: newId(),
  };
};

/** As if a marketer had launched it, and it had got so far. */
const standing = (state: CampaignState) => async (w: World) => {
  const { campaignId } = await campaign(w);
  const by = w.members.marketer.memberId;
  await inOrg(
    w.org.owner.scope,
    (s) => s.sql`
      update campaigns set state = ${state}, launched_by = ${by}, launched_at = app_now() where id = ${campaignId}`,
  );
  return { campaignId, version: 1 };
};
const alone =
  (make: (w: World) => Promise<{ campaignId: string }>) =>
  async (w: World): Promise<{ campaignId: string }> => ({ campaignId: (await make(w)).campaignId });

/** Campaigns: written, launched, held, and what became of them. */
export const campaignCases = {
  "campaigns.list": {},
  "campaigns.options": {},
  "campaigns.find": { input: campaign, foreign: "NOT_FOUND" },
  "campaigns.recipients": { input: campaign, foreign: "blind" },
  "campaigns.contactability": { input: campaign, foreign: "blind" },
  "campaigns.links": { input: campaign, foreign: "blind" },
  "campaigns.variants": { input: campaign, foreign: "blind" },
  "campaigns.chosen": { input: chosen, foreign: "blind" },
  "campaigns.outlook": { input: unsaved, foreign: "NOT_FOUND" },
  "campaigns.samples": { input: unsaved, foreign: "NOT_FOUND" },
  "campaigns.leftOut": { input: unsaved, foreign: "NOT_FOUND" },
  "campaigns.testPrice": {
    input: async (w) => ({ ...(await unsaved(w)), phone: "+54 9 11 5263 1234" }),
    foreign: "NOT_FOUND",
  },
  // The phones of the stage lead nowhere; what is sent to them is proved in send-test.test.ts.
  "campaigns.sendTest": { input: test, foreign: "NOT_FOUND" },
  "campaigns.create": { input: fresh, foreign: "NOT_FOUND" },
  "campaigns.update": {
    input: async (w) => ({
      ...(await written(w)),
      ...{ clientRevisionId: newId(), name: "Otro nombre", draft: await draft(w) },
    }),
    foreign: "NOT_FOUND",
  },
  "campaigns.launch": { input: written, foreign: "NOT_FOUND" },
  "campaigns.approve": { input: standing("approval"), foreign: "NOT_FOUND" },
  "campaigns.withdraw": { input: standing("approval"), foreign: "NOT_FOUND" },
  "campaigns.pause": { input: alone(standing("running")), foreign: "NOT_FOUND" },
  "campaigns.resume": { input: alone(standing("paused")), foreign: "NOT_FOUND" },
  "campaigns.cancel": { input: alone(standing("running")), foreign: "NOT_FOUND" },
  "campaigns.setApproval": { input: async () => ({ micros: "500000000" }) },
} satisfies Record<string, ProcedureCase>;
