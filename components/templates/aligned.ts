import type { TemplateComponents } from "@/server/templates/schema";

export interface Part {
  part: "header" | "body" | "footer" | "button";
  /** Of a button: its place from 0. */
  index: number;
  text: string;
  /** Of a header that is no text: its kind, as the carrier writes it. Of a button: what it opens or calls. */
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
  const order: Part["part"][] = ["header", "body", "footer", "button"];
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

function partsOf(components: TemplateComponents): Part[] {
  return components.flatMap((component): Part[] => {
    const type = component.type.toUpperCase();
    const format = component.format?.toUpperCase() ?? "TEXT";
    const text = component.text ?? "";
    if (type === "HEADER")
      return [{ part: "header", index: 0, text, detail: format === "TEXT" ? null : format }];
    if (type === "BODY") return [{ part: "body", index: 0, text, detail: null }];
    if (type === "FOOTER") return [{ part: "footer", index: 0, text, detail: null }];
    if (type !== "BUTTONS") return [];
    return (component.buttons ?? []).map((button, index) => ({
      part: "button",
      index,
      text: button.text ?? button.type,
      detail: button.url ?? (typeof button.phone_number === "string" ? button.phone_number : null),
    }));
  });
}
