import type { InboundPart } from "@/server/channels/adapter";
import type { Opened } from "../envelope";
import { asObject, asText, asTime, type Json, present } from "../json";
import { eventOf } from "./account";

/** What an event means for the status of a template, where it is not a status itself. */
const STATUS_OF: Record<string, string | undefined> = {
  REINSTATED: "APPROVED",
  UNPAUSED: "APPROVED",
  UNARCHIVED: "APPROVED",
  /** In danger of being disabled, but still in use. */
  FLAGGED: undefined,
};

/** A change of a template: status, category or quality. With none of them, its components changed: fetch it again. */
export function readTemplate(opened: Opened): InboundPart {
  const { field, value } = opened;
  const occurredAt = asTime(opened.time);
  const externalId = asText(value.message_template_id);
  const name = asText(value.message_template_name);
  const language = asText(value.message_template_language)?.replace("-", "_");
  if (!occurredAt || !externalId || !name || !language) return { type: "parked", reason: "malformed" };
  const base = { type: "template" as const, externalId, name, language, occurredAt };
  switch (field) {
    case "message_template_status_update":
      return present({
        ...base,
        ...statusOf(value),
        category: asText(value.message_template_category),
      }) as InboundPart;
    case "message_template_quality_update":
      return present({ ...base, quality: asText(value.new_quality_score) }) as InboundPart;
    case "template_category_update":
      return present({ ...base, category: asText(value.new_category), next: nextOf(value) }) as InboundPart;
    case "message_template_components_update":
      return base;
    default:
      return { type: "connection-event", ...eventOf(opened), occurredAt };
  }
}

/** An announcement names the category in force as `new_category`, and the one that is to come as `correct_category`. */
function nextOf(value: Json) {
  const category = asText(value.correct_category);
  if (!category) return undefined;
  return present({ category, at: asTime(value.category_update_timestamp) });
}

function statusOf(value: Json) {
  const event = asText(value.event);
  const status = event && Object.hasOwn(STATUS_OF, event) ? STATUS_OF[event] : event;
  const rejection = asObject(value.rejection_info);
  const reason = asText(value.reason);
  const words = [
    event === "FLAGGED" ? event : undefined,
    reason === "NONE" ? undefined : reason,
    asText(rejection?.reason),
    asText(rejection?.recommendation),
    asText(asObject(value.other_info)?.title),
    asText(asObject(value.disable_info)?.disable_date),
  ];
  return { status, reason: words.filter(Boolean).join(" · ") || undefined };
}
