import { GraphError } from "../errors";
import { type Answer, parameters } from "../http";
import type { Json, PhoneNumber } from "../model";
import { display } from "../numbering";
import { acceptSend, type SendCall } from "../send/accept";
import { requireProduct } from "../send/envelope";
import { markReadByBusiness } from "../send/mark-read";
import { verifyCallback } from "../webhooks/callback";
import { blockRoute } from "./blocks";
import { selectFields } from "./fields";
import { uploadMedia } from "./media";
import { registrationRoute } from "./registration";
import { type GraphCall, unsupported } from "./router";

const DEFAULTS = [
  "verified_name",
  "code_verification_status",
  "display_phone_number",
  "quality_rating",
  "platform_type",
  "throughput",
  "last_onboarded_time",
  "webhook_configuration",
];
const PROFILE_FIELDS = [
  "about",
  "address",
  "description",
  "email",
  "profile_picture_url",
  "websites",
  "vertical",
];

/** Everything under `/{phone-number-id}`. */
export async function numberRoute(call: GraphCall, number: PhoneNumber): Promise<Answer> {
  switch (`${call.method} ${call.edge ?? ""}`) {
    case "GET ":
      return { json: selectFields(numberNode(call, number), call.query, DEFAULTS) };
    case "POST ":
      return { json: await changeNumber(call, number) };
    case "POST messages":
      return messages(call, number);
    case "POST marketing_messages":
      return acceptSend({ ...sender(call, number), marketingOnly: true }, parameters(call));
    case "POST media":
      return { json: await uploadMedia(call, number) };
    case "GET whatsapp_business_profile":
      return {
        json: {
          data: [
            { ...selectFields(number.profile, call.query, PROFILE_FIELDS), messaging_product: "whatsapp" },
          ],
        },
      };
    case "POST whatsapp_business_profile":
      return { json: changeProfile(call, number) };
    case "GET block_users":
    case "POST block_users":
    case "DELETE block_users":
      return { json: blockRoute(call, number) };
    case "POST register":
    case "POST deregister":
    case "POST request_code":
    case "POST verify_code":
      return { json: registrationRoute(call, number) };
    default:
      throw unsupported(call);
  }
}

/** Every field of a number, as `fields=` may ask for it. */
export function numberNode(call: GraphCall, number: PhoneNumber): Json {
  const { business } = call;
  const blocked = number.status === "BANNED" || business.locked;
  return {
    id: number.id,
    verified_name: number.verifiedName,
    display_phone_number: display(number.digits),
    quality_rating: number.qualityRating,
    name_status: number.nameStatus,
    code_verification_status: number.codeVerification,
    status: number.registered ? number.status : "DISCONNECTED",
    platform_type: number.registered ? "CLOUD_API" : "NOT_APPLICABLE",
    throughput: { level: number.throughputLevel },
    account_mode: business.allowedRecipients === null ? "LIVE" : "SANDBOX",
    whatsapp_business_manager_messaging_limit: business.messagingLimit,
    is_official_business_account: false,
    is_pin_enabled: number.pin !== null,
    webhook_configuration: {
      ...(number.callback ? { phone_number: number.callback.url } : {}),
      ...(business.accountCallback ? { whatsapp_business_account: business.accountCallback.url } : {}),
      ...(business.callback ? { application: business.callback.url } : {}),
    },
    health_status: {
      can_send_message: blocked ? "BLOCKED" : number.registered ? "AVAILABLE" : "LIMITED",
      entities: [
        {
          entity_type: "PHONE_NUMBER",
          id: number.id,
          can_send_message: number.registered && !blocked ? "AVAILABLE" : "BLOCKED",
        },
        {
          entity_type: "WABA",
          id: business.wabaId,
          can_send_message: business.locked ? "BLOCKED" : "AVAILABLE",
        },
        { entity_type: "BUSINESS", id: business.id, can_send_message: "AVAILABLE" },
        { entity_type: "APP", id: business.appId, can_send_message: "AVAILABLE" },
      ],
    },
  };
}

function messages(call: GraphCall, number: PhoneNumber): Answer {
  const body = parameters(call);
  if (body.status !== undefined) return { json: markReadByBusiness(call.carrier, number, body) };
  return acceptSend(sender(call, number), body);
}

function sender(call: GraphCall, number: PhoneNumber): SendCall {
  return { carrier: call.carrier, business: call.business, number, marketingOnly: false };
}

/** `POST /{phone}`: the two-step PIN, or the number's own callback (an empty one takes it away). */
async function changeNumber(call: GraphCall, number: PhoneNumber): Promise<Json> {
  const body = parameters(call);
  const change: Partial<PhoneNumber> = {};
  if (body.pin !== undefined) change.pin = readPin(body);
  if (body.webhook_configuration !== undefined) {
    const configuration = body.webhook_configuration as Json;
    const url = String(configuration.override_callback_uri ?? "");
    const callback = url === "" ? null : { url, verifyToken: String(configuration.verify_token ?? "") };
    if (callback) await verifyCallback(callback);
    change.callback = callback;
  }
  if (Object.keys(change).length === 0) throw new GraphError(100, "The parameter pin is required.");
  call.carrier.record({ kind: "number", record: { ...number, ...change } });
  return { success: true };
}

export function readPin(body: Json): string {
  if (typeof body.pin === "string" && /^\d{6}$/.test(body.pin)) return body.pin;
  throw new GraphError(body.pin === undefined ? 131008 : 131009, "Param pin must be 6 digits.");
}

function changeProfile(call: GraphCall, number: PhoneNumber): Json {
  const body = parameters(call);
  requireProduct(body);
  const known = Object.entries(body).filter(([key]) => PROFILE_FIELDS.includes(key));
  if (typeof body.about === "string" && [...body.about].length > 139)
    throw new GraphError(100, "Param about must be at most 139 characters long.");
  if (typeof body.description === "string" && [...body.description].length > 512)
    throw new GraphError(100, "Param description must be at most 512 characters long.");
  if (Array.isArray(body.websites) && body.websites.length > 2)
    throw new GraphError(100, "Param websites must have at most 2 elements.");
  call.carrier.record({
    kind: "number",
    record: { ...number, profile: { ...number.profile, ...Object.fromEntries(known) } },
  });
  return { success: true };
}
