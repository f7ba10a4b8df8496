import { createHmac } from "node:crypto";
import { postBytes } from "./http-lane";

/** An organization as its carrier knows it, and what can happen to it. */
export interface BenchOrganization {
  orgId: string;
  connectionId: string;
  appSecret: string;
  externalId: string;
  connectionExternalId: string;
  display: string;
  /** Ours, accepted and waiting for their statuses: the carrier's id, our id, the customer. */
  sent: [providerId: string, messageId: string, to: string][];
  /** Customers with an open conversation; and some whose next message opens one. */
  open: Writer[];
  closed: Writer[];
}

export type Writer = [waId: string, scoped: string, name: string, conversationId: string];

export const statesInOrder = ["sent", "delivered", "read"] as const;
export type Reported = (typeof statesInOrder)[number];

type Json = Record<string, unknown>;

export function statusOf(organization: BenchOrganization, place: number, state: Reported): Json {
  const [id, messageId, to] = organization.sent[place] ?? ["", "", ""];
  const pricing = { billable: true, pricing_model: "PMP", category: "service", type: "regular" };
  return {
    id,
    status: state,
    timestamp: String(Math.floor(Date.now() / 1000)),
    recipient_id: to,
    biz_opaque_callback_data: messageId,
    ...(state === "read" ? {} : { pricing }),
  };
}

export function messageOf(writer: Writer, id: string): Json {
  const [from, scoped] = writer;
  const body = `¿Me confirman el turno de mañana? Referencia ${id.slice(-6)}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  return { from, from_user_id: scoped, id, timestamp, type: "text", text: { body } };
}

/** A callback's body around one or many statuses or messages. */
export function bodyOf(
  organization: BenchOrganization,
  key: "statuses" | "messages",
  items: Json[],
  writers: Writer[] = [],
): string {
  const contacts = writers.map(([wa_id, user_id, name]) => ({ profile: { name }, wa_id, user_id }));
  const metadata = { display_phone_number: organization.display, phone_number_id: organization.externalId };
  const value = {
    messaging_product: "whatsapp",
    metadata,
    ...(contacts.length > 0 ? { contacts } : {}),
    [key]: items,
  };
  return JSON.stringify({
    object: "whatsapp_business_account",
    entry: [{ id: organization.connectionExternalId, changes: [{ value, field: "messages" }] }],
  });
}

export const signedPost = (organization: BenchOrganization, body: string): Buffer =>
  signed(organization, `/api/webhooks/whatsapp/${organization.connectionId}`, body);

/** Signed as well, though nobody looks: both cost the load the same. */
export const baselinePost = (organization: BenchOrganization, body: string): Buffer =>
  signed(organization, "/api/bench", body);

function signed(organization: BenchOrganization, path: string, body: string): Buffer {
  const signature = createHmac("sha256", organization.appSecret).update(body).digest("hex");
  return postBytes(path, body, {
    "x-hub-signature-256": `sha256=${signature}`,
    "user-agent": "facebookexternalua",
  });
}
