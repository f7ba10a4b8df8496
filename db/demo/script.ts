import type { AttributeType } from "@/server/contacts/rules/attribute";
import type { CustomerAct, CustomerRef, InboundMessage } from "@/server/sandbox/client";

/** One thing that happens in a demo organization. */
export type Step = { /** Minutes before now. */ ago: number /** The customer's key. */; with: string } & (
  | { says: InboundMessage; number?: 0 | 1 }
  /** About an earlier message of theirs, by its place among them from the end: 1 is the last. */
  | { reacts: string; to: number }
  | { edits: string; to: number }
  | { revokes: number }
  | { quotes: number; text: string }
  | { reads: true }
  | { acts: CustomerAct }
  | { member: string; replies: string; quoting?: number }
  | { member: string; sends: "image" | "document" | "audio" | "video"; caption?: string }
  | { member: string; template: string; values: Record<string, string> }
  | { member: string; notes: string }
  | { member: string; takes: true }
  /** Of the back office. */
  | { member: string; asks: string; detail?: string }
  | { member: string; closes: string }
  /** Somebody answers on the phone of the business. */
  | { echo: string }
);

export interface Demo {
  slug: string;
  name: string;
  teams: string[];
  members: {
    key: string;
    name: string;
    role: "owner" | "admin" | "supervisor" | "agent" | "marketer" | "back-office";
    teams: number[];
    max: number;
  }[];
  /** Who is there to take conversations. */
  online: string[];
  numbers: {
    name: string;
    color: string;
    country: string;
    team: number | null;
    standard: Partial<Record<"waiting" | "connected" | "out-of-hours", string>>;
  }[];
  templates: Record<string, unknown>[];
  customers: Record<string, CustomerRef>;
  steps: Step[];
  ways?: Ways;
  /** Reads what its customers have from the sample bank. */
  asksBank?: boolean;
}

/** How the organization works, beyond its numbers: set up once its days have been played. */
export interface Ways {
  attributes: {
    label: string;
    type: AttributeType;
    choices?: string[];
    values: Record<string, string | number>;
  }[];
  /** Conversations of who is behind by more than so many days go to a team, by its place. */
  overdue: { attribute: string; days: number; team: number };
  /** Who had them within so many days is asked first. */
  lastAgentDays: number;
  promises: { team: number; firstMinutes: number; nextMinutes: number }[];
  reasons: string[];
}

export const text = (body: string): InboundMessage => ({ type: "text", text: { body } });
/** A voice message: its sample is silent, and carries what is said. */
export const voice = (spoken: string): InboundMessage => ({
  type: "audio",
  media: { sample: true, spoken },
  audio: { voice: true },
});
export const sample = (
  type: "image" | "video" | "document" | "sticker",
  more: object = {},
): InboundMessage => ({
  type,
  media: { sample: true },
  [type]: more,
});
