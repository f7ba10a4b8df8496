import type { AttributeType, AttributeValue, Comparison } from "@/server/contacts/rules/attribute";

/** What must hold for a rule to speak; all of a rule's conditions must. */
export type Condition =
  | { kind: "number"; ids: string[] }
  | { kind: "channel"; names: string[] }
  | { kind: "hours"; open: boolean }
  | { kind: "language"; languages: string[] }
  | { kind: "keyword"; words: string[] }
  | { kind: "label"; ids: string[] }
  | { kind: "attribute"; key: string; is: Comparison; value: AttributeValue | null }
  | { kind: "executive"; present: boolean }
  | { kind: "last-agent"; days: number }
  | { kind: "waited"; minutes: number }
  /** It is a task of the back office: a rule without this speaks of conversations alone. */
  | { kind: "task" };

/** Who may get it. `number-team` is the team of the number; `same-agent` had the matter that the customer comes back to. */
export type Place =
  | { kind: "team"; id: string }
  | { kind: "member"; id: string }
  | { kind: "number-team" }
  | { kind: "executive" }
  | { kind: "last-agent" }
  | { kind: "same-agent" }
  | { kind: "anyone" };

export interface Target {
  to: Place;
  /** Minutes of waiting after which this one joins; those before it stay open. */
  after: number;
  /** Skills that whoever gets it must have. */
  skills?: string[] | undefined;
  /** Only who speaks the customer's language. */
  theirLanguage?: boolean | undefined;
}

export interface Rule {
  id: string;
  name: string;
  active: boolean;
  /** All must hold; none means always. */
  when: Condition[];
  targets: Target[];
  /** Minutes after which `otherwise` joins when nobody of `targets` could take it; null: it waits for them. */
  elseAfter: number | null;
}

/** An organization's rules in the order in which they are asked: the first whose conditions hold speaks. */
export interface RuleSet {
  rules: Rule[];
  /** Where everything else goes. */
  otherwise: Target[];
  /** Minutes for which a conversation of a pre-assigned number waits for the contact's executive alone. */
  executiveMinutes: number;
}

/** As routing is without rules; what the editor begins with. */
export const firstRules: RuleSet = {
  rules: [],
  otherwise: [
    { to: { kind: "same-agent" }, after: 0 },
    { to: { kind: "number-team" }, after: 0 },
  ],
  executiveMinutes: 15,
};

/** What a decision is made of: one conversation as it stands when it begins to wait; of a task, the one that it is about. */
export interface Facts {
  kind: "conversation" | "task";
  channelAccountId: string;
  channel: string;
  /** The number's. */
  teamId: string | null;
  /** Of the campaign that began it: its replies go there before any rule is asked. */
  homeTeamId?: string | null;
  method: "pool" | "executive" | "free";
  open: boolean;
  /** Two letters; null when nothing tells. */
  language: string | null;
  /** What the customer said first. */
  text: string;
  labelIds: string[];
  attributes: Record<string, unknown>;
  executiveId: string | null;
  /** Who answered this customer last, in whichever conversation, and when (ISO). */
  lastAgent: { memberId: string; at: string } | null;
  sameAgentId: string | null;
  /** Who had this very conversation and gave it back: it does not return to them by itself. */
  passedOn: string[];
  waitedMinutes: number;
  /** How often each rule gave this conversation to somebody within the last hour. */
  spoken: Record<string, number>;
}

/** What still exists of what rules may name. */
export interface Known {
  memberIds: string[];
  teamIds: string[];
  attributes: Record<string, AttributeType>;
}

/** What became of one rule: why it spoke, or did not. */
export interface Traced {
  ruleId: string;
  /**
   * `later`: its conditions hold but for the waiting; `nobody`: none of its targets exists for this customer; `loop`: it had this
   * conversation several times within the hour, and was passed over.
   */
  outcome: "spoke" | "later" | "no" | "off" | "nobody" | "loop";
  /** The first condition that did not hold, by its place. */
  failed?: number;
  /** Targets that no longer exist, by their place. */
  gone?: number[];
}
