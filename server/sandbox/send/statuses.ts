import type { Carrier } from "../carrier";
import type { Message, PlanStep } from "../model";
import { afterDelivery } from "../people/magic-acts";
import { statusValue } from "../webhooks/values";

/** Lets the next step of a message's plan happen after its delay, and so on to the last. */
export function followPlan(carrier: Carrier, messageId: string): void {
  const message = carrier.state.messages.get(messageId);
  const step = message?.plan[message.reached.length];
  if (!step) return;
  carrier.later(step.afterMs, () => {
    takeStep(carrier, messageId, step);
    followPlan(carrier, messageId);
  });
}

/** Takes up, after a restart, every message whose plan is not at its end. */
export function resumePlans(carrier: Carrier): void {
  for (const message of carrier.state.messages.values())
    if (isUnfinished(message)) followPlan(carrier, message.id);
}

/** Messages of which a status is still to be told. */
export function countUnfinished(carrier: Carrier): number {
  let count = 0;
  for (const message of carrier.state.messages.values()) if (isUnfinished(message)) count += 1;
  return count;
}

const isUnfinished = (message: Message) => message.reached.length < message.plan.length;

/** The customer reads a message now; what was still to be said about it is said first. False when nothing changed. */
export function markRead(carrier: Carrier, message: Message): boolean {
  if (message.type === "reaction" || message.held) return false;
  if (message.plan.some((step) => step.status === "failed" || step.status === "read")) return false;
  const plan: PlanStep[] = [...message.plan, { status: "read", afterMs: 0 }];
  carrier.record({ kind: "message.changed", record: { ...message, plan } });
  for (const step of plan.slice(message.reached.length)) takeStep(carrier, message.id, step);
  return true;
}

function takeStep(carrier: Carrier, messageId: string, step: PlanStep): void {
  const message = carrier.state.messages.get(messageId);
  const number = carrier.state.numbers.get(message?.phoneId ?? "");
  if (!message || !number || message.plan[message.reached.length]?.status !== step.status) return;
  const business = carrier.businessOf(number);
  const at = carrier.now(business) - (step.backMs ?? 0);
  carrier.record({ kind: "message.status", id: messageId, status: step.status, at, error: step.error });
  const customer = carrier.state.customer(business.id, message.customerId);
  const value = statusValue(number, customer, message, { status: step.status, at });
  carrier.webhooks.enqueue(business, number, "messages", value);
  if (step.twice) carrier.webhooks.enqueue(business, number, "messages", value);
  if (customer && step.status === "delivered") afterDelivery(carrier, number, customer, message);
}
