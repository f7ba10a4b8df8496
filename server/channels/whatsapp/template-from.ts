import type { CarrierTemplate } from "@/server/channels/adapter";
import type { GraphTemplate } from "./graph";
import { present } from "./json";

/** A template as the carrier lists it, in Hilo's own terms. */
export function templateFrom(template: GraphTemplate): CarrierTemplate {
  const { rejected_reason: reason, quality_score: quality } = template;
  return present({
    externalId: template.id,
    name: template.name,
    language: template.language,
    category: template.category,
    status: template.status,
    reason: reason && reason !== "NONE" ? reason : undefined,
    quality: quality?.score && quality.score !== "UNKNOWN" ? quality.score : undefined,
    parameterFormat:
      template.parameter_format?.toLowerCase() === "named" ? ("named" as const) : ("positional" as const),
    components: template.components,
  });
}
