import type { Carrier } from "../carrier";
import { accountDate, DAY } from "../clock";
import { GraphError } from "../errors";
import type { Answer } from "../http";
import { liveMedia } from "../media";
import type { Business, Json, Message, PhoneNumber, Template } from "../model";
import { newWamid } from "../people/speak";
import { entryPointDays, priceOf } from "../pricing";
import { entryPointOpen, opensEntryPoint, windowOpen } from "../windows";
import { checkContent, type FindMedia } from "./content";
import { type Envelope, readEnvelope } from "./envelope";
import { type Fate, isHeld, planOf } from "./plan";
import { findRecipient } from "./recipient";
import { followPlan } from "./statuses";
import { hydrate } from "./template";

/**
 * `POST /{phone}/messages` with a message: checked, counted, written to the journal, then answered.
 * @throws GraphError as Meta would; nothing is accepted then
 */
export function acceptSend(
  carrier: Carrier,
  business: Business,
  number: PhoneNumber,
  body: Json,
  marketingOnly: boolean,
): Answer {
  refuseUnusable(business, number);
  if (carrier.faults.strikes("carrier5xx")) {
    carrier.faults.count("carrier5xx");
    throw new GraphError(131000, "Something went wrong.");
  }
  const envelope = readEnvelope(body);
  const findMedia: FindMedia = (id) => liveMedia(carrier, business.id, id);
  const hydrated =
    envelope.type === "template"
      ? hydrate(envelope.content, templateFinder(carrier, business), findMedia)
      : null;
  if (!hydrated) checkContent(envelope.type, envelope.content, findMedia);
  if (marketingOnly && hydrated?.template.category !== "MARKETING")
    throw new GraphError(131055, "Only marketing templates can be sent with this API.");
  const recipient = findRecipient(carrier, business, number, envelope.to);
  if (envelope.to.by === "bsuid" && hydrated?.template.category === "AUTHENTICATION")
    throw new GraphError(131062, "Authentication templates cannot be sent to a user ID.");
  const now = carrier.now(business);
  if (business.limits === "meta") {
    carrier.limits.takeThroughput(number, now);
    carrier.limits.takePair(number.id, recipient.id, now);
  }
  const thread = carrier.state.thread(number.id, recipient.id);
  const open = envelope.to.by === "group" || windowOpen(thread, now);
  const fate: Fate = {
    business,
    recipient,
    type: envelope.type,
    content: envelope.content,
    template: hydrated?.template,
    windowOpen: open,
    now,
  };
  const message = priced(
    carrier,
    number,
    fate,
    baseMessage(number, envelope, fate, marketingOnly, hydrated?.rendered ?? null),
    carrier.state.thread(number.id, recipient.id),
  );
  recordAccepted(carrier, message);
  followPlan(carrier, message.id);
  if (carrier.faults.strikes("severed")) {
    carrier.faults.count("severed");
    return { sever: true };
  }
  return { json: answerOf(message, recipient.contact, envelope) };
}

function refuseUnusable(business: Business, number: PhoneNumber): void {
  if (business.locked || number.status === "BANNED")
    throw new GraphError(
      131031,
      "The WhatsApp Business Account associated with the app has been restricted or disabled.",
    );
  if (!number.registered)
    throw new GraphError(133010, "The phone number is not registered on the WhatsApp Business Platform.");
}

function templateFinder(carrier: Carrier, business: Business) {
  return (name: string, language: string): Template | undefined => {
    for (const each of carrier.state.templates.values()) {
      const same = each.businessId === business.id && each.name === name && each.language === language;
      if (same && each.status !== "DELETED") return each;
    }
    return undefined;
  };
}

function baseMessage(
  number: PhoneNumber,
  envelope: Envelope,
  fate: Fate,
  lite: boolean,
  rendered: Json | null,
): Message {
  const category = fate.template?.category.toLowerCase() ?? "service";
  return {
    id: newWamid(),
    phoneId: number.id,
    customerId: fate.recipient.id,
    direction: "out",
    type: envelope.type,
    content: envelope.content,
    at: fate.now,
    context: envelope.context,
    to: envelope.to,
    opaque: envelope.opaque,
    category: lite ? "marketing_lite" : category,
    outsideWindow: fate.template !== undefined && !fate.windowOpen,
    pricing: null,
    freeTierMonth: null,
    entryPointUntil: null,
    held: isHeld(fate),
    plan: [],
    reached: [],
    error: null,
    rendered,
    edited: false,
    revoked: false,
    readByBusiness: false,
  };
}

/** Gives a message its plan and, when it will arrive, its price and what it opens or uses up. */
function priced(
  carrier: Carrier,
  number: PhoneNumber,
  fate: Fate,
  message: Message,
  thread: ReturnType<Carrier["state"]["thread"]>,
): Message {
  const plan = fate.template?.pacing ? [] : planOf(carrier, fate);
  const arrives =
    plan.length === 0 || plan.some((step) => step.status === "delivered" || step.status === "read");
  if (!arrives) return { ...message, plan };
  const { business, now } = fate;
  const date = accountDate(business, now);
  const opens = opensEntryPoint(thread, now);
  const entryPointUntil = opens ? now + entryPointDays(date) * DAY : (thread?.entryPointUntil ?? 0);
  const inEntryPoint = opens || entryPointOpen(thread, now);
  const { pricing, usesFreeTier } = priceOf({
    date,
    category: message.category ?? "service",
    windowOpen: fate.windowOpen,
    entryPointOpen: inEntryPoint,
    freeTierUsed: carrier.state.freeTierUsed(number.id, date.slice(0, 7)),
  });
  const freeTierMonth = usesFreeTier ? date.slice(0, 7) : null;
  return { ...message, plan, pricing, freeTierMonth, entryPointUntil: inEntryPoint ? entryPointUntil : null };
}

function recordAccepted(carrier: Carrier, message: Message): void {
  carrier.record({
    kind: "message.accepted",
    phone_number_id: message.phoneId,
    wamid: message.id,
    to: message.to?.input ?? "",
    type: message.type,
    biz_opaque_callback_data: message.opaque,
    time: new Date(message.at).toISOString(),
    record: message,
  });
  carrier.sends += 1;
}

function answerOf(message: Message, contact: object, envelope: Envelope): Json {
  const status = message.held ? "held_for_quality_assessment" : "accepted";
  const sent = {
    id: message.id,
    ...(envelope.type === "template" ? { message_status: status } : {}),
    ...(envelope.to.by === "group" ? { group_id: envelope.to.input } : {}),
  };
  return { messaging_product: "whatsapp", contacts: [contact], messages: [sent] };
}
