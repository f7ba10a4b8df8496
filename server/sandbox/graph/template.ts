import { GraphError } from "../errors";
import { type Answer, parameters } from "../http";
import type { Json, Template } from "../model";
import { readDraft } from "../templates/draft";
import { submit } from "../templates/review";
import { tellStatus } from "../templates/tell";
import { selectFields } from "./fields";
import { type GraphCall, unsupported } from "./router";
import { TEMPLATE_FIELDS, templateNode } from "./templates";
import { checkHandles } from "./uploads";

const EDITABLE = ["APPROVED", "REJECTED", "PAUSED"];
const DAY = 86_400_000;

/** Everything under `/{template-id}`. */
export function templateRoute(call: GraphCall, template: Template): Answer {
  switch (`${call.method} ${call.edge ?? ""}`) {
    case "GET ":
      return { json: selectFields(templateNode(template), call.query, TEMPLATE_FIELDS) };
    case "POST ":
      return { json: edit(call, template) };
    case "POST unpause":
      return { json: unpause(call, template) };
    default:
      throw unsupported(call);
  }
}

/** Replaces all components and sends the template to review again: once a day, ten times a month when approved. */
function edit(call: GraphCall, template: Template): Json {
  const { carrier, business } = call;
  const now = carrier.now(business);
  if (!EDITABLE.includes(template.status))
    throw new GraphError(100, "Templates can be edited only when approved, rejected or paused.", {
      subcode: 2388025,
    });
  const edits = template.edits.filter((at) => at > now - 30 * DAY);
  if (template.status === "APPROVED" && (edits.length >= 10 || edits.some((at) => at > now - DAY)))
    throw new GraphError(
      100,
      "An approved template can be edited once in 24 hours and 10 times in 30 days.",
      { subcode: 2388026 },
    );
  const body = parameters(call);
  const category = typeof body.category === "string" ? body.category.toUpperCase() : template.category;
  if (template.status === "APPROVED" && category !== template.category)
    throw new GraphError(100, "The category of an approved template cannot be changed.", {
      subcode: 2388027,
    });
  const draft = readDraft({
    ...body,
    name: template.name,
    language: template.language,
    category,
    components: body.components ?? template.components,
    parameter_format: template.parameterFormat,
  });
  if (body.components !== undefined) checkHandles(call, draft.components);
  submit(carrier, business, { ...template, ...draft, edits: [...edits, now] });
  return { success: true, id: template.id, name: template.name, category };
}

function unpause(call: GraphCall, template: Template): Json {
  if (template.status !== "PAUSED") return { success: false, reason: "TEMPLATE_NOT_PAUSED" };
  const record: Template = { ...template, status: "APPROVED", dueAt: null };
  call.carrier.record({ kind: "template", record });
  tellStatus(call.carrier, call.business, record, "APPROVED", { other_info: { title: "UNPAUSE" } });
  return { success: true };
}
