/**
 * `preparing`: who is meant is being written down. `cancelling`: nobody is written to any more, the rest is being marked.
 * A paused one goes on from where it stood.
 */
export const campaignStates = [
  "draft",
  "approval",
  "preparing",
  "scheduled",
  "running",
  "paused",
  "cancelling",
  "cancelled",
  "finished",
] as const;
export type CampaignState = (typeof campaignStates)[number];

/** Why the engine or a person stopped it. */
export const pauseReasons = [
  "member",
  "budget",
  "template",
  "category",
  "number",
  "account",
  "canary",
  "failures",
  "quality",
  "check",
] as const;
export type PauseReason = (typeof pauseReasons)[number];

const acts = {
  launch: ["draft"],
  approve: ["approval"],
  /** Back to the draft, to be changed. */
  withdraw: ["approval", "scheduled"],
  pause: ["scheduled", "running"],
  resume: ["paused"],
  cancel: ["approval", "preparing", "scheduled", "running", "paused"],
} as const satisfies Record<string, readonly CampaignState[]>;
export type CampaignAct = keyof typeof acts;

/** Whether something can be done to a campaign as it stands. */
export const may = (act: CampaignAct, state: CampaignState): boolean =>
  (acts[act] as readonly CampaignState[]).includes(state);

/** Nothing changes in it any more but what its customers do. */
export const isOver = (state: CampaignState): boolean => state === "finished" || state === "cancelled";
