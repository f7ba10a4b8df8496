import type { Carrier } from "../carrier";
import { HOUR, SECOND } from "../clock";
import type { Business, Json, Template } from "../model";
import { partOf } from "../send/template";
import { tellCategory, tellQuality, tellStatus } from "./tell";

const SELLING =
  /\b(offer|sale|discount|deal|promo(tion)?|coupon|oferta|descuento|promoci[oó]n|rebaja|cup[oó]n|desconto|promo[cç][aã]o|liquida[cç][aã]o)s?\b/i;
const PAUSES = [
  { title: "FIRST_PAUSE", hours: 3 },
  { title: "SECOND_PAUSE", hours: 6 },
];
const MAX_TIMER = 2 ** 31 - 1;

/**
 * Puts a template into review; the verdict comes after `reviewSeconds` of the business clock:
 * rejected when two variables touch (INVALID_FORMAT) or the name says `rejected` (ABUSIVE_CONTENT); a UTILITY template
 * whose body sells is approved as MARKETING; a name with `stays_pending` waits for ever; the rest is approved.
 */
export function submit(carrier: Carrier, business: Business, template: Template): void {
  const dueAt = carrier.now(business) + carrier.reviewSeconds * SECOND;
  const record: Template = { ...template, status: "PENDING", rejectedReason: "NONE", dueAt };
  carrier.record({ kind: "template", record });
  awaitDue(carrier, record.id);
}

/** Does what is due on a template (verdict, end of a pause), now or when its time comes on the business clock. */
export function awaitDue(carrier: Carrier, templateId: string): void {
  const template = carrier.state.templates.get(templateId);
  const business = carrier.state.businesses.get(template?.businessId ?? "");
  if (!template || !business || template.dueAt === null || !isWaiting(template)) return;
  const wait = template.dueAt - carrier.now(business);
  if (wait > 0) {
    carrier.later(Math.min(wait, MAX_TIMER), () => awaitDue(carrier, templateId));
    return;
  }
  if (template.status === "PAUSED") resume(carrier, business, template);
  else decide(carrier, business, template);
}

/** After the clock moved or the carrier restarted: everything that may be due. */
export function awaitAllDue(carrier: Carrier, businessId?: string): void {
  for (const template of carrier.state.templates.values())
    if (businessId === undefined || template.businessId === businessId) awaitDue(carrier, template.id);
}

/** A new quality score; RED pauses for 3 h, then 6 h, then disables for good. */
export function score(
  carrier: Carrier,
  business: Business,
  template: Template,
  quality: Template["quality"],
): void {
  const scored = { ...template, quality };
  carrier.record({ kind: "template", record: scored });
  tellQuality(carrier, business, scored, template.quality);
  if (quality === "RED" && template.status === "APPROVED") pause(carrier, business, scored);
}

function pause(carrier: Carrier, business: Business, template: Template): void {
  const next = PAUSES[template.pauses];
  const dueAt = next ? carrier.now(business) + next.hours * HOUR : null;
  const record: Template = {
    ...template,
    status: next ? "PAUSED" : "DISABLED",
    pauses: template.pauses + 1,
    dueAt,
  };
  carrier.record({ kind: "template", record });
  tellStatus(carrier, business, record, record.status, { other_info: { title: next?.title ?? "DISABLED" } });
  awaitDue(carrier, record.id);
}

function resume(carrier: Carrier, business: Business, template: Template): void {
  const record: Template = { ...template, status: "APPROVED", dueAt: null };
  carrier.record({ kind: "template", record });
  tellStatus(carrier, business, record, "APPROVED", { other_info: { title: "UNPAUSE" } });
}

function decide(carrier: Carrier, business: Business, template: Template): void {
  const verdict = verdictOf(template);
  const record: Template = { ...template, ...verdict.change, dueAt: null };
  carrier.record({ kind: "template", record });
  tellStatus(carrier, business, record, record.status, verdict.extra);
  if (record.category !== template.category)
    tellCategory(carrier, business, record, {
      previous_category: template.category,
      new_category: record.category,
    });
}

function verdictOf(template: Template): { change: Partial<Template>; extra: Json } {
  const body = String(partOf(template, "BODY")?.text ?? "");
  if (/\}\}\s*\{\{/.test(body)) {
    const reason =
      "Your template has parameters placed next to each other (like {{1}}{{2}}) without text or punctuation between them.";
    const recommendation =
      "Separate parameters with descriptive text and ensure each parameter is clearly contextualized.";
    return {
      change: { status: "REJECTED", rejectedReason: "INVALID_FORMAT" },
      extra: { rejection_info: { reason, recommendation } },
    };
  }
  if (template.name.includes("rejected"))
    return { change: { status: "REJECTED", rejectedReason: "ABUSIVE_CONTENT" }, extra: {} };
  const sells = template.category === "UTILITY" && SELLING.test(body);
  return { change: { status: "APPROVED", ...(sells ? { category: "MARKETING" } : {}) }, extra: {} };
}

function isWaiting(template: Template): boolean {
  return (
    template.status === "PAUSED" ||
    (template.status === "PENDING" && !template.name.includes("stays_pending"))
  );
}
