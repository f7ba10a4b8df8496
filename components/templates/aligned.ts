import { buttonsOf, cardsOf, offerOf, partOf } from "@/server/templates/rules/parts";
import type { TemplateComponents } from "@/server/templates/schema";

export interface Part {
  part: "header" | "offer" | "body" | "footer" | "button" | "card";
  /** Of a button or a card: its place from 0. */
  index: number;
  text: string;
  /** Of a header that is no text, or a card: its kind, as the carrier writes it. Of a button: what it opens or calls. */
  detail: string | null;
}

export interface Row {
  part: Part["part"];
  index: number;
  left: Part | null;
  right: Part | null;
}

/** The same parts of two texts beside each other, in the order in which the customer reads them; null where one has no such part. */
export function aligned(left: TemplateComponents, right: TemplateComponents): Row[] {
  const [mine, theirs] = [partsOf(left), partsOf(right)];
  const order: Part["part"][] = ["header", "offer", "body", "footer", "button", "card"];
  return order.flatMap((part) => {
    const [a, b] = [mine.filter((one) => one.part === part), theirs.filter((one) => one.part === part)];
    return Array.from({ length: Math.max(a.length, b.length) }, (_, index) => ({
      part,
      index,
      left: a[index] ?? null,
      right: b[index] ?? null,
    }));
  });
}

/** A card in one piece: what it says, then what can be pressed on it. */
function cardPart(card: TemplateComponents, index: number): Part {
  const labels = buttonsOf(card).map(({ text, type }) => `[${text ?? type}]`);
  const text = [partOf(card, "BODY")?.text, labels.join(" ")].filter(Boolean).join("\n");
  return { part: "card", index, text, detail: partOf(card, "HEADER")?.format?.toUpperCase() ?? null };
}

function partsOf(components: TemplateComponents): Part[] {
  return components.flatMap((component): Part[] => {
    const type = component.type.toUpperCase();
    const format = component.format?.toUpperCase() ?? "TEXT";
    const text = component.text ?? "";
    if (type === "HEADER")
      return [{ part: "header", index: 0, text, detail: format === "TEXT" ? null : format }];
    if (type === "BODY") return [{ part: "body", index: 0, text, detail: null }];
    if (type === "FOOTER") return [{ part: "footer", index: 0, text, detail: null }];
    if (type === "LIMITED_TIME_OFFER")
      return [{ part: "offer", index: 0, text: offerOf([component])?.text ?? "", detail: null }];
    if (type === "CAROUSEL") return cardsOf([component]).map(cardPart);
    if (type !== "BUTTONS") return [];
    return (component.buttons ?? []).map((button, index) => ({
      part: "button",
      index,
      text: button.text ?? button.type,
      detail: button.url ?? (typeof button.phone_number === "string" ? button.phone_number : null),
    }));
  });
}
