import type { Carrier } from "../carrier";
import { errorBody } from "../errors";
import { mayReach } from "../limits";
import { liveMedia } from "../media";
import type { Business, Json, PlanStep, Template } from "../model";
import type { Recipient } from "./recipient";

const CLOSED =
  "Message failed to send because more than 24 hours have passed since the customer last replied to this number.";
const STOPPED = "This user has chosen to stop receiving marketing messages on WhatsApp from your business";
const ECOSYSTEM = "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.";
const REACHED_LIMIT =
  "Message failed to send because the messaging limit of the business portfolio has been reached.";
const MEDIA: Record<string, string[]> = {
  image: ["image/jpeg", "image/png"],
  audio: ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"],
  video: ["video/mp4", "video/3gpp"],
  sticker: ["image/webp"],
};

/** What decides the fate of an accepted send. */
export interface Fate {
  business: Business;
  recipient: Recipient;
  type: string;
  content: Json;
  template: Template | undefined;
  windowOpen: boolean;
  now: number;
}

/**
 * The statuses that an accepted send will go through. Like Meta, the carrier answers 200 to a free-form message
 * outside the window and reports 131047 by a `failed` status; so with every error that only the delivery finds.
 */
export function planOf(carrier: Carrier, fate: Fate): PlanStep[] {
  const { sent, delivered, read, held } = carrier.statusDelaysMs;
  const failure = failureOf(carrier, fate);
  if (failure) return [{ status: "failed", afterMs: sent, error: errorBody(failure.code, failure.details) }];
  if (fate.type === "reaction") return [{ status: "sent", afterMs: sent }];
  const steps: PlanStep[] = [
    { status: "sent", afterMs: sent },
    { status: "delivered", afterMs: delivered },
  ];
  if (fate.business.reads === "auto") steps.push({ status: "read", afterMs: read });
  switch (fate.recipient.magic?.does) {
    case "read-only":
      return [
        { status: "sent", afterMs: sent },
        { status: "read", afterMs: read },
      ];
    case "reorder":
      return [
        { status: "read", afterMs: sent },
        { status: "delivered", afterMs: sent, backMs: 1_000 },
        { status: "sent", afterMs: sent, backMs: 2_000 },
      ];
    case "duplicate":
      return steps.map((step) => ({ ...step, twice: true }));
    case "sent-only":
      return steps.slice(0, 1);
    case "hold":
      return steps.map((step, index) => (index === 0 ? { ...step, afterMs: held } : step));
    case "drop-held":
      return [{ status: "failed", afterMs: held, error: errorBody(132015, "Template is paused.") }];
    default:
      return steps;
  }
}

/** Whether the answer says `held_for_quality_assessment`: a pacing template, or a recipient made for it. */
export function isHeld(fate: Fate): boolean {
  const does = fate.recipient.magic?.does;
  return fate.template !== undefined && (fate.template.pacing || does === "hold" || does === "drop-held");
}

function failureOf(carrier: Carrier, fate: Fate): { code: number; details: string } | null {
  const { magic, customer } = fate.recipient;
  if (magic?.does === "fail") return magic;
  const marketing = fate.template?.category === "MARKETING";
  if (!fate.template && !fate.windowOpen) return { code: 131047, details: CLOSED };
  if (marketing && customer?.stoppedMarketing) return { code: 131050, details: STOPPED };
  // Not delivered to United States numbers since 2025-04-01; magic numbers stay usable for other tests.
  if (marketing && !magic && customer?.phone && customer.country === "US")
    return { code: 131049, details: ECOSYSTEM };
  if (isOverLimit(carrier, fate)) return { code: 131048, details: REACHED_LIMIT };
  return mediaFailure(carrier, fate);
}

/** Only templates outside a window count. Meta names no code for this limit; 131048 is the nearest it documents. */
function isOverLimit(carrier: Carrier, { business, recipient, template, windowOpen, now }: Fate): boolean {
  if (!template || windowOpen || business.limits === "relaxed") return false;
  return !mayReach(business, carrier.state.reachedBy(business.id), recipient.id, now);
}

function mediaFailure(carrier: Carrier, fate: Fate): { code: number; details: string } | null {
  const allowed = MEDIA[fate.type];
  const media =
    typeof fate.content.id === "string" ? liveMedia(carrier, fate.business.id, fate.content.id) : undefined;
  const mime = media?.mimeType.split(";")[0] ?? "";
  if (!allowed || !media || allowed.includes(mime)) return null;
  const kind = `${fate.type[0]?.toUpperCase()}${fate.type.slice(1)}`;
  return {
    code: 131053,
    details: `Unsupported ${kind} mime type ${mime}. Please use one of ${allowed.join(", ")}.`,
  };
}
