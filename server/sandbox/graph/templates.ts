import { createHash, randomInt } from "node:crypto";
import { DAY, HOUR } from "../clock";
import { GraphError } from "../errors";
import type { Json, Template } from "../model";
import { readDraft } from "../templates/draft";
import { submit } from "../templates/review";
import { page, selectFields } from "./fields";
import type { GraphCall } from "./router";
import { checkHandles } from "./uploads";

export const TEMPLATE_FIELDS = [
  "name",
  "parameter_format",
  "components",
  "language",
  "status",
  "category",
  "id",
  "previous_category",
];
const CREATIONS_PER_HOUR = 100;
const PER_ACCOUNT = 250;
const NAME_REST = 30 * DAY;

/** `POST /{waba}/message_templates`: PENDING, and on its way to review. `replace` lets an upsert take an existing one. */
export function createTemplate(call: GraphCall, body: Json, replace = false): Json {
  const { carrier, business } = call;
  const draft = readDraft(body);
  checkHandles(call, draft.components);
  const now = carrier.now(business);
  const own = templatesOf(call, true);
  const same = own.find(
    (each) => each.name === draft.name && each.language === draft.language && each.status !== "DELETED",
  );
  if (same && !replace)
    refuse(
      2388024,
      "Content in this language already exists",
      `There is already ${draft.language} content for this template.`,
    );
  refuseTooMany(own, now);
  if (own.some((each) => each.name === draft.name && each.status === "DELETED" && (each.dueAt ?? 0) > now))
    refuse(
      2388023,
      "Message template is being deleted",
      "A template with this name was deleted: the name can be used again after 30 days.",
    );
  const fresh = {
    id: same?.id ?? `${randomInt(10 ** 7, 10 ** 8)}${randomInt(10 ** 6, 10 ** 7)}`,
    businessId: business.id,
    createdAt: now,
    pauses: 0,
    edits: [],
  };
  const template: Template = {
    ...fresh,
    ...draft,
    status: "PENDING",
    rejectedReason: "NONE",
    quality: "UNKNOWN",
    dueAt: null,
    pacing: false,
  };
  submit(carrier, business, template);
  return { id: template.id, status: "PENDING", category: template.category };
}

/** `GET /{waba}/message_templates` with `fields`, filters and cursors. */
export function listTemplates(call: GraphCall): Json {
  const { query } = call;
  const wanted = (template: Template) =>
    ["name", "status", "category", "language"].every((key) => {
      const asked = query.get(key);
      return asked === null || String(templateNode(template)[key]).toLowerCase() === asked.toLowerCase();
    });
  const found = templatesOf(call, false).filter(wanted);
  const nodes = found.map((template) => selectFields(templateNode(template), query, TEMPLATE_FIELDS));
  return { ...page(nodes, query, `${call.carrier.url}/${call.business.wabaId}/message_templates`) };
}

/** `DELETE` by `name` (every language), `name` and `hsm_id`, or `hsm_ids`. */
export function deleteTemplates(call: GraphCall): Json {
  const { query, carrier } = call;
  const name = query.get("name");
  const ids = (query.get("hsm_ids") ?? query.get("hsm_id") ?? "")
    .replace(/[[\]"\s]/g, "")
    .split(",")
    .filter(Boolean);
  if (!name && ids.length === 0) throw new GraphError(100, "The parameter name is required.");
  const found = templatesOf(call, false).filter(
    (each) => (!name || each.name === name) && (ids.length === 0 || ids.includes(each.id)),
  );
  if (found.length === 0)
    refuse(
      2593002,
      "Message template not found",
      `The message template ${name ?? ids.join()} was not found.`,
    );
  const now = carrier.now(call.business);
  for (const template of found) {
    const dueAt = template.status === "APPROVED" ? now + NAME_REST : null;
    carrier.record({ kind: "template", record: { ...template, status: "DELETED", dueAt } });
  }
  return { success: true };
}

/** A template as Graph shows it. */
export function templateNode(template: Template): Json {
  return {
    id: template.id,
    name: template.name,
    language: template.language,
    status: template.status,
    category: template.category,
    ...(template.requestedCategory === template.category
      ? {}
      : { previous_category: template.requestedCategory }),
    parameter_format: template.parameterFormat,
    components: template.components.map(withAddress),
    rejected_reason: template.rejectedReason,
    quality_score: { score: template.quality },
    message_send_ttl_seconds: template.ttlSeconds,
  };
}

/** A template that is read names its example by an address that lives for a while, not by the handle that it was made with. */
function withAddress(component: Json): Json {
  const handles = (component.example as Json | undefined)?.header_handle;
  if (!Array.isArray(handles)) return component;
  const name = createHash("sha256").update(String(handles[0])).digest("hex").slice(0, 24);
  return { ...component, example: { header_handle: [`https://scontent.example/v/t61/${name}`] } };
}

function templatesOf(call: GraphCall, withDeleted: boolean): Template[] {
  const all = [...call.carrier.state.templates.values()].filter(
    (each) => each.businessId === call.business.id,
  );
  return withDeleted ? all : all.filter((each) => each.status !== "DELETED");
}

function refuseTooMany(own: Template[], now: number): void {
  if (own.filter((each) => each.createdAt > now - HOUR).length >= CREATIONS_PER_HOUR)
    throw new GraphError(
      80007,
      "There have been too many template creations for this account in the last hour.",
    );
  if (own.filter((each) => each.status !== "DELETED").length >= PER_ACCOUNT)
    refuse(
      2388019,
      "Message template limit exceeded",
      "This account has reached its limit of message templates.",
    );
}

function refuse(subcode: number, title: string, details: string): never {
  throw new GraphError(100, details, { subcode, title, message: "Invalid parameter" });
}
