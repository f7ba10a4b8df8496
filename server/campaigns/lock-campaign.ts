import type { OrgScope } from "@/db/org";
import { DomainError } from "@/server/errors";
import { type CampaignAct, type CampaignState, may } from "./rules/campaign-state";
import type { CampaignDraft } from "./schema";

export interface LockedCampaign {
  id: string;
  name: string;
  state: CampaignState;
  version: number;
  revisionId: string | null;
  draft: CampaignDraft;
  createdBy: string;
  launchedBy: string | null;
  startsAt: Date | null;
}

/** Takes a campaign's row for this transaction. Throws NOT_FOUND; with `version`, CONFLICT where it is another by now. */
export async function lockCampaign(s: OrgScope, id: string, version?: number): Promise<LockedCampaign> {
  const [row] = await s.sql<(Omit<LockedCampaign, "startsAt"> & { starts_at: string | null })[]>`
    select id, name, state, version, revision_id as "revisionId", draft, created_by as "createdBy", launched_by as "launchedBy", starts_at
    from campaigns where org_id = ${s.orgId} and id = ${id} for update`;
  if (!row) throw new DomainError("NOT_FOUND", { campaignId: id });
  if (version !== undefined && row.version !== version)
    throw new DomainError("CONFLICT", { what: "campaign-changed" });
  const { starts_at, ...rest } = row;
  return { ...rest, startsAt: starts_at ? new Date(starts_at) : null };
}

/** The same, to do something to it. Throws CONFLICT besides where that cannot be done to it as it stands. */
export async function lockFor(
  s: OrgScope,
  act: CampaignAct,
  { campaignId, version }: { campaignId: string; version?: number },
): Promise<LockedCampaign> {
  const campaign = await lockCampaign(s, campaignId, version);
  if (!may(act, campaign.state)) throw new DomainError("CONFLICT", { what: "campaign-state" });
  return campaign;
}
