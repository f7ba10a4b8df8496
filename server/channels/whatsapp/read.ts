import type { InboundPart, RawPart } from "@/server/channels/adapter";
import { type Opened, openEnvelope } from "./envelope";
import { readAccountEvent, readCarrierError, readNumberHealth } from "./read/account";
import { readMessage } from "./read/message";
import { readPreference, readUserIdUpdate } from "./read/person";
import { readStatus } from "./read/status";
import { readTemplate } from "./read/template";

/**
 * What a part says, in Hilo's own terms. Never throws: what cannot be understood comes back as `parked` with its reason —
 * `malformed` (ids, sender or time are missing), `group`, `call`, `history`, `app-state`, `carrier-error`,
 * `automatic-event`, `empty`, `unknown-field:<field>`, `unknown-status:<status>`, `not-whatsapp`.
 */
export function read(part: RawPart): InboundPart {
  const opened = openEnvelope(part.envelope);
  if (!opened) return { type: "parked", reason: "not-whatsapp" };
  return byField(opened) ?? byKey(opened);
}

/** Fields whose name decides, whatever is in them: a message of the past is not a message of now. */
function byField(opened: Opened): InboundPart | undefined {
  const { field } = opened;
  if (field.startsWith("group_")) return { type: "parked", reason: "group" };
  if (field.startsWith("message_template") || field.startsWith("template_")) return readTemplate(opened);
  switch (field) {
    case "calls":
      return { type: "parked", reason: "call" };
    case "history":
      return { type: "parked", reason: "history" };
    case "smb_app_state_sync":
      return { type: "parked", reason: "app-state" };
    case "automatic_events":
      return { type: "parked", reason: "automatic-event" };
    case "phone_number_quality_update":
    case "phone_number_name_update":
    case "business_capability_update":
      return readNumberHealth(opened);
    case "account_update":
    case "account_review_update":
    case "account_alerts":
    case "account_settings_update":
    case "business_username_update":
    case "security":
    case "flows":
    case "partner_solutions":
    case "payment_configuration_update":
      return readAccountEvent(opened);
    default:
      return undefined;
  }
}

/** The rest by the array it stands in, which is there even where the field's name is not. */
function byKey(opened: Opened): InboundPart {
  switch (opened.key) {
    case "messages":
      return readMessage(opened);
    case "message_echoes":
      return readMessage(opened, { echo: true });
    case "statuses":
      return readStatus(opened);
    case "user_id_update":
      return readUserIdUpdate(opened);
    case "user_preferences":
      return readPreference(opened);
    case "errors":
      return readCarrierError(opened);
    case "calls":
      return { type: "parked", reason: "call" };
    case "history":
      return { type: "parked", reason: "history" };
    case null:
      return { type: "parked", reason: KNOWN_FIELDS.includes(opened.field) ? "empty" : unknown(opened) };
    default:
      return { type: "parked", reason: unknown(opened) };
  }
}

const KNOWN_FIELDS = ["messages", "smb_message_echoes", "user_id_update", "user_preferences"];

function unknown({ field }: Opened): string {
  return `unknown-field:${field.slice(0, 60)}`;
}
