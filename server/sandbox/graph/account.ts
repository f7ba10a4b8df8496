import { GraphError } from "../errors";
import { type Answer, parameters } from "../http";
import type { Json } from "../model";
import { verifyCallback } from "../webhooks/callback";
import { pricingAnalytics } from "./analytics";
import { page, selectFields } from "./fields";
import { numberNode } from "./number";
import { type GraphCall, unsupported } from "./router";
import { createTemplate, deleteTemplates, listTemplates } from "./templates";

/** Everything under `/{waba-id}`. */
export async function accountRoute(call: GraphCall): Promise<Answer> {
  switch (`${call.method} ${call.edge ?? ""}`) {
    case "GET ":
      return { json: accountNode(call) };
    case "GET phone_numbers":
      return { json: listNumbers(call) };
    case "GET message_templates":
      return { json: listTemplates(call) };
    case "POST message_templates":
      return { json: createTemplate(call, parameters(call)) };
    case "POST upsert_message_templates":
      return { json: upsertTemplates(call) };
    case "DELETE message_templates":
      return { json: deleteTemplates(call) };
    case "GET subscribed_apps":
      return { json: listApps(call) };
    case "POST subscribed_apps":
      return { json: await subscribe(call) };
    case "DELETE subscribed_apps":
      call.carrier.record({
        kind: "business",
        record: { ...call.business, subscribed: false, accountCallback: null },
      });
      return { json: { success: true } };
    default:
      throw unsupported(call);
  }
}

function accountNode(call: GraphCall): Json {
  const { business } = call;
  const all: Json = {
    id: business.wabaId,
    name: business.name,
    currency: business.currency,
    timezone_id: business.timezone,
    account_review_status: "APPROVED",
    ownership_type: "SELF",
    status: business.locked ? "DISABLED" : "ACTIVE",
    message_template_namespace: `sandbox_${business.wabaId}`,
    whatsapp_business_manager_messaging_limit: business.messagingLimit,
    health_status: {
      can_send_message: business.locked ? "BLOCKED" : "AVAILABLE",
      entities: [
        {
          entity_type: "WABA",
          id: business.wabaId,
          can_send_message: business.locked ? "BLOCKED" : "AVAILABLE",
        },
      ],
    },
  };
  if (call.query.get("fields")?.includes("pricing_analytics")) all.pricing_analytics = pricingAnalytics(call);
  return selectFields(all, call.query, ["name", "currency", "timezone_id", "message_template_namespace"]);
}

function listNumbers(call: GraphCall): Json {
  const numbers = [...call.carrier.state.numbers.values()].filter(
    (number) => number.businessId === call.business.id,
  );
  const defaults = ["verified_name", "display_phone_number", "quality_rating", "code_verification_status"];
  const nodes = numbers.map((number) => selectFields(numberNode(call, number), call.query, defaults));
  return { ...page(nodes, call.query, `${call.carrier.url}/${call.business.wabaId}/phone_numbers`) };
}

function listApps(call: GraphCall): Json {
  const { business } = call;
  if (!business.subscribed) return { data: [] };
  const override = business.accountCallback ? { override_callback_uri: business.accountCallback.url } : {};
  return { data: [{ whatsapp_business_api_data: { id: business.appId, name: business.name }, ...override }] };
}

/** Subscribes the app; with `override_callback_uri` the account gets its own callback, verified first. */
async function subscribe(call: GraphCall): Promise<Json> {
  const body = parameters(call);
  const url = body.override_callback_uri;
  const callback =
    typeof url === "string" && url !== "" ? { url, verifyToken: String(body.verify_token ?? "") } : null;
  if (callback) await verifyCallback(callback);
  const business = call.carrier.state.businesses.get(call.business.id) ?? call.business;
  call.carrier.record({
    kind: "business",
    record: { ...business, subscribed: true, accountCallback: callback },
  });
  return { success: true };
}

/** Authentication templates in several languages at once. */
function upsertTemplates(call: GraphCall): Json {
  const { languages, ...body } = parameters(call);
  if (!Array.isArray(languages)) throw new GraphError(100, "The parameter languages is required.");
  const data = languages.map((language) => ({
    ...createTemplate(call, { ...body, language }, true),
    language,
  }));
  return { data };
}
