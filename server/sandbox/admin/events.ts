import type { Carrier } from "../carrier";
import type { CarrierEvent } from "../contract";
import { errorBody } from "../errors";
import type { Answer, Call } from "../http";
import type { Business, Json, Message, PhoneNumber, PlanStep, Template } from "../model";
import { followPlan } from "../send/statuses";
import { score } from "../templates/review";
import { tellCategory, tellStatus } from "../templates/tell";
import { event as eventBody, parseBody } from "./bodies";
import { notFound } from "./errors";

/** `POST /_admin/businesses/{id}/events`: lets something happen to a template, number or account, and tells it. */
export function happen(carrier: Carrier, business: Business, call: Call): Answer {
  const event: CarrierEvent = parseBody(eventBody, call);
  if ("templateId" in event) happenToTemplate(carrier, business, event);
  else if (event.type === "raw")
    carrier.webhooks.enqueue(
      business,
      carrier.state.numbers.get(event.phoneId ?? ""),
      event.field,
      event.value,
    );
  else if ("phoneId" in event) happenToNumber(carrier, business, event);
  else happenToAccount(carrier, business, event);
  return { json: { ok: true } };
}

function happenToTemplate(
  carrier: Carrier,
  business: Business,
  event: Extract<CarrierEvent, { templateId: string }>,
): void {
  const template = carrier.state.templates.get(event.templateId);
  if (template?.businessId !== business.id) throw notFound(`template ${event.templateId}`);
  switch (event.type) {
    case "template.quality":
      score(carrier, business, template, event.score);
      return;
    case "template.pacing":
      pace(carrier, template, event.pacing, event.held);
      return;
    case "template.category":
      moveCategory(carrier, business, template, event);
      return;
    case "template.status": {
      const record: Template = {
        ...template,
        status: event.status,
        rejectedReason: event.reason ?? "NONE",
        dueAt: null,
      };
      carrier.record({ kind: "template", record });
      tellStatus(carrier, business, record, event.status);
      return;
    }
  }
}

/** Announced, the category in force is told as the new one, as Meta does; the one that is to come as the correct one. */
function moveCategory(
  carrier: Carrier,
  business: Business,
  template: Template,
  { category, at }: Extract<CarrierEvent, { type: "template.category" }>,
): void {
  if (at !== undefined) {
    tellCategory(carrier, business, template, {
      new_category: template.category,
      correct_category: category,
      category_update_timestamp: at,
    });
    return;
  }
  carrier.record({
    kind: "template",
    record: { ...template, requestedCategory: template.category, category },
  });
  tellCategory(carrier, business, template, { previous_category: template.category, new_category: category });
}

/** Switches pacing; what it held goes on its way, or fails with 132015. */
function pace(
  carrier: Carrier,
  template: Template,
  pacing: boolean,
  held: "release" | "drop" | undefined,
): void {
  carrier.record({ kind: "template", record: { ...template, pacing } });
  if (!held) return;
  const { sent, delivered } = carrier.statusDelaysMs;
  const arrival: PlanStep[] = [
    { status: "sent", afterMs: sent },
    { status: "delivered", afterMs: delivered },
  ];
  const failure: PlanStep[] = [
    { status: "failed", afterMs: sent, error: errorBody(132015, "Template is paused.") },
  ];
  for (const message of carrier.state.messages.values()) {
    if (!message.held || message.plan.length > 0 || message.content.name !== template.name) continue;
    if (carrier.state.numbers.get(message.phoneId)?.businessId !== template.businessId) continue;
    const record: Message = { ...message, plan: held === "release" ? arrival : failure };
    carrier.record({ kind: "message.changed", record });
    followPlan(carrier, message.id);
  }
}

function happenToNumber(
  carrier: Carrier,
  business: Business,
  event: Extract<CarrierEvent, { phoneId: string }>,
): void {
  const number = carrier.state.numbers.get(event.phoneId);
  if (number?.businessId !== business.id) throw notFound(`number ${event.phoneId}`);
  const change = (part: Partial<PhoneNumber>) =>
    carrier.record({ kind: "number", record: { ...number, ...part } });
  const tell = (field: string, value: Json) =>
    carrier.webhooks.enqueue(business, number, field, { display_phone_number: number.digits, ...value });
  switch (event.type) {
    case "number.quality":
      change({ qualityRating: event.rating });
      return;
    case "number.status":
      change({ status: event.status });
      return;
    case "number.throughput":
      change({ throughputLevel: event.level });
      tell("phone_number_quality_update", {
        event: event.level === "HIGH" ? "THROUGHPUT_UPGRADE" : "ONBOARDING",
        current_limit: business.messagingLimit,
      });
      return;
    case "number.name": {
      const name = event.name ?? number.verifiedName;
      change({
        nameStatus: event.decision,
        ...(event.decision === "APPROVED" ? { verifiedName: name } : {}),
      });
      tell("phone_number_name_update", {
        decision: event.decision,
        requested_verified_name: name,
        rejection_reason: event.decision === "APPROVED" ? null : "NAME_NOT_ALLOWED",
      });
      return;
    }
  }
}

function happenToAccount(
  carrier: Carrier,
  business: Business,
  event: Extract<CarrierEvent, { type: `account.${string}` }>,
): void {
  const tell = (field: string, value: Json) => carrier.webhooks.enqueue(business, undefined, field, value);
  switch (event.type) {
    case "account.limit":
      carrier.record({ kind: "business", record: { ...business, messagingLimit: event.limit } });
      tell("business_capability_update", {
        max_daily_conversations_per_business: event.limit,
        max_phone_numbers_per_waba: 20,
      });
      return;
    case "account.review":
      tell("account_review_update", { decision: event.decision });
      return;
    case "account.update":
      tell("account_update", { event: event.event, ...event.details });
      return;
  }
}
