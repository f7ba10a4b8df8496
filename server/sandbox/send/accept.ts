import type { Carrier } from "../carrier";
import { GraphError } from "../errors";
import type { Answer } from "../http";
import { liveMedia } from "../media";
import { newMessage } from "../messages";
import type { Business, Json, Message, PhoneNumber, Template } from "../model";
import { windowOpen } from "../windows";
import { checkContent, type FindMedia } from "./content";
import { type Envelope, readEnvelope } from "./envelope";
import { type Fate, isHeld, planOf } from "./plan";
import { price } from "./price";
import { findRecipient, type Recipient } from "./recipient";
import { followPlan } from "./statuses";
import { hydrate, type RenderedTemplate } from "./template";

/** One send call: who sends, from which number, and whether only marketing templates may pass. */
export interface SendCall {
  carrier: Carrier;
  business: Business;
  number: PhoneNumber;
  marketingOnly: boolean;
}

type Hydrated = { template: Template; rendered: RenderedTemplate } | null;

/**
 * `POST /{phone}/messages` with a message: checked, counted, written to the journal, then answered.
 * @throws GraphError as Meta would; nothing is accepted then
 */
export function acceptSend(call: SendCall, body: Json): Answer {
  const { carrier, business, number } = call;
  refuseUnusable(business, number);
  refuseByFault(carrier);
  const envelope = readEnvelope(body);
  const hydrated = check(call, envelope);
  const recipient = findRecipient(carrier, business, number, envelope.to);
  refuseMisplaced(call, envelope, hydrated);
  takeLimits(call, recipient);
  const message = compose(call, envelope, recipient, hydrated);
  recordAccepted(carrier, message);
  followPlan(carrier, message.id);
  if (!carrier.faults.strikes("severed")) return { json: answerOf(message, recipient, envelope) };
  carrier.faults.count("severed");
  return { sever: true };
}

function refuseUnusable(business: Business, number: PhoneNumber): void {
  const locked = "The WhatsApp Business Account associated with the app has been restricted or disabled.";
  if (business.locked || number.status === "BANNED") throw new GraphError(131031, locked);
  if (!number.registered)
    throw new GraphError(133010, "The phone number is not registered on the WhatsApp Business Platform.");
}

function refuseByFault(carrier: Carrier): void {
  if (!carrier.faults.strikes("carrier5xx")) return;
  carrier.faults.count("carrier5xx");
  throw new GraphError(131000, "Something went wrong.");
}

function check({ carrier, business }: SendCall, envelope: Envelope): Hydrated {
  const findMedia: FindMedia = (id) => liveMedia(carrier, business.id, id);
  if (envelope.type === "template")
    return hydrate(
      envelope.content,
      (name, language) => findTemplate(carrier, business, name, language),
      findMedia,
      carrier.now(business),
    );
  checkContent(envelope.type, envelope.content, findMedia);
  return null;
}

function findTemplate(
  carrier: Carrier,
  business: Business,
  name: string,
  language: string,
): Template | undefined {
  for (const each of carrier.state.templates.values()) {
    const same = each.businessId === business.id && each.name === name && each.language === language;
    if (same && each.status !== "DELETED") return each;
  }
  return undefined;
}

function refuseMisplaced(call: SendCall, envelope: Envelope, hydrated: Hydrated): void {
  const category = hydrated?.template.category;
  if (call.marketingOnly && category !== "MARKETING")
    throw new GraphError(131055, "Only marketing templates can be sent with this API.");
  if (envelope.to.by === "bsuid" && category === "AUTHENTICATION")
    throw new GraphError(131062, "Authentication templates cannot be sent to a user ID.");
}

function takeLimits({ carrier, business, number }: SendCall, recipient: Recipient): void {
  if (business.limits === "relaxed") return;
  const now = carrier.now(business);
  carrier.limits.takeThroughput(number, now);
  carrier.limits.takePair(number.id, recipient.id, now);
}

/** The message with its plan and, when it will arrive, its price. A pacing template's plan comes when it is let go. */
function compose(call: SendCall, envelope: Envelope, recipient: Recipient, hydrated: Hydrated): Message {
  const { carrier, business, number } = call;
  const now = carrier.now(business);
  const { type, content } = envelope;
  const open = envelope.to.by === "group" || windowOpen(carrier.state.thread(number.id, recipient.id), now);
  const fate: Fate = {
    business,
    recipient,
    type,
    content,
    template: hydrated?.template,
    windowOpen: open,
    now,
  };
  const plan = hydrated?.template.pacing ? [] : planOf(carrier, fate);
  const category = call.marketingOnly
    ? "marketing_lite"
    : (hydrated?.template.category.toLowerCase() ?? "service");
  const arrives =
    plan.length === 0 || plan.some((step) => step.status === "delivered" || step.status === "read");
  const to = { phoneId: number.id, customerId: recipient.id, direction: "out" as const };
  return {
    ...newMessage({ ...to, type, content, at: now, context: envelope.context }),
    to: envelope.to,
    opaque: envelope.opaque,
    category,
    outsideWindow: hydrated !== null && !open,
    held: isHeld(fate),
    plan,
    rendered: hydrated?.rendered ?? null,
    ...(arrives ? price(carrier, fate, number.id, category) : {}),
  };
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

function answerOf(message: Message, recipient: Recipient, envelope: Envelope): Json {
  const status = message.held ? "held_for_quality_assessment" : "accepted";
  const sent = {
    id: message.id,
    ...(envelope.type === "template" ? { message_status: status } : {}),
    ...(envelope.to.by === "group" ? { group_id: envelope.to.input } : {}),
  };
  return { messaging_product: "whatsapp", contacts: [recipient.contact], messages: [sent] };
}
