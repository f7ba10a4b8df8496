import type { TemplateComponents } from "../schema";
import { buttonPlace } from "./button-place";

export type Component = TemplateComponents[number];
export type TemplateButton = NonNullable<Component["buttons"]>[number];

export function partOf(components: TemplateComponents, type: string): Component | undefined {
  return components.find((each) => upper(each.type) === type);
}

export function buttonsOf(components: TemplateComponents): TemplateButton[] {
  return partOf(components, "BUTTONS")?.buttons ?? [];
}

/** The cards of a carousel, each with parts of its own. */
export function cardsOf(components: TemplateComponents): TemplateComponents[] {
  return partOf(components, "CAROUSEL")?.cards?.map((card) => card.components) ?? [];
}

/** Every button that a customer can press, those of cards among them. */
export function allButtons(components: TemplateComponents): TemplateButton[] {
  return [components, ...cardsOf(components)].flatMap(buttonsOf);
}

/** The same, each with its place; see buttonPlace(). */
export function placedButtons(components: TemplateComponents): (TemplateButton & { place: number })[] {
  const placed = (parts: TemplateComponents, card?: number) =>
    buttonsOf(parts).map((button, at) => ({ ...button, place: buttonPlace(at, card) }));
  return [...placed(components), ...cardsOf(components).flatMap(placed)];
}

/** Whether it has a link of which we know who follows it. */
export function hasMeasured(components: TemplateComponents): boolean {
  return allButtons(components).some(({ measured }) => measured === true);
}

export interface Offer {
  /** In a few words, e.g. "Oferta por vencer". */
  text: string;
  /** Whether each message says until when it holds; one that does not takes no moment. */
  expires: boolean;
}

export function offerOf(components: TemplateComponents): Offer | null {
  const offer = partOf(components, "LIMITED_TIME_OFFER")?.limited_time_offer;
  if (typeof offer !== "object" || offer === null) return null;
  const { text, has_expiration } = offer as { text?: unknown; has_expiration?: unknown };
  return { text: typeof text === "string" ? text : "", expires: has_expiration === true };
}

/** The button of a one-time code: once approved, the carrier lists it as an address of its own. */
export function isCodeButton(button: TemplateButton): boolean {
  const codes = /^https:\/\/[^/]+\/otp\/code\//;
  return upper(button.type) === "OTP" || button.otp_type !== undefined || codes.test(button.url ?? "");
}

export function upper(value: string | undefined): string {
  return (value ?? "").toUpperCase();
}
