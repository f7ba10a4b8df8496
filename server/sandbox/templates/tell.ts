import type { Carrier } from "../carrier";
import type { Business, Json, Template } from "../model";

/** `message_template_status_update`. */
export function tellStatus(
  carrier: Carrier,
  business: Business,
  template: Template,
  event: string,
  extra: Json = {},
): void {
  const value = {
    event,
    ...subject(template),
    reason: template.rejectedReason,
    message_template_category: template.category,
    ...extra,
  };
  carrier.webhooks.enqueue(business, undefined, "message_template_status_update", value);
}

/** `template_category_update`: announced with `correct_category`, done with `previous_category`. */
export function tellCategory(
  carrier: Carrier,
  business: Business,
  template: Template,
  categories: Json,
): void {
  carrier.webhooks.enqueue(business, undefined, "template_category_update", {
    ...subject(template),
    ...categories,
  });
}

/** `message_template_quality_update`. */
export function tellQuality(
  carrier: Carrier,
  business: Business,
  template: Template,
  previous: string,
): void {
  const scores = { previous_quality_score: previous, new_quality_score: template.quality };
  carrier.webhooks.enqueue(business, undefined, "message_template_quality_update", {
    ...scores,
    ...subject(template),
  });
}

function subject(template: Template): Json {
  return {
    message_template_id: Number(template.id),
    message_template_name: template.name,
    message_template_language: template.language,
  };
}
