import type { Slot } from "@/server/campaigns/rules/slot";
import type { CampaignOptions } from "../types";

/** A source as one choice of a list: what it takes of it is chosen beside it. */
export type Source =
  | "text"
  | "name:first"
  | "name:whole"
  | "link:opt-out"
  | `attribute:${string}`
  | `object:${string}:${string}`;

export function sourceOf(slot: Slot | undefined): Source | undefined {
  switch (slot?.from) {
    case "text":
      return "text";
    case "name":
      return `name:${slot.part}`;
    case "attribute":
      return `attribute:${slot.key}`;
    case "object":
      return `object:${slot.typeKey}:${slot.column}`;
    case "link":
      return `link:${slot.to}`;
    default:
      return undefined;
  }
}

/** The slot of a source. The fallback goes along. */
export function slotOf(source: Source, before: Slot | undefined): Slot {
  const fallback = before && "fallback" in before ? before.fallback : null;
  const [from, one = "", two = ""] = source.split(":");
  if (from === "name") return { from, part: one === "whole" ? "whole" : "first", fallback };
  if (from === "attribute") return { from, key: one, fallback };
  if (from === "object") return { from, typeKey: one, column: two, take: "first", by: null, fallback };
  if (from === "link") return { from, to: "opt-out" };
  return { from: "text", text: "" };
}

/** What the phone shows where nobody real is shown: the source in square brackets. */
export function exampleValues(
  values: Readonly<Record<string, Slot>>,
  options: CampaignOptions,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, slot]) =>
      slot.from === "text" && slot.text.trim() === ""
        ? []
        : [[key, slot.from === "text" ? slot.text : `[${labelOf(slot, options)}]`]],
    ),
  );
}

function labelOf(slot: Exclude<Slot, { from: "text" }>, { attributes, objects }: CampaignOptions): string {
  if (slot.from === "name") return slot.fallback ?? "…";
  if (slot.from === "link") return "https://…";
  if (slot.from === "attribute") return attributes.find(({ key }) => key === slot.key)?.label ?? slot.key;
  const columns = objects.find(({ key }) => key === slot.typeKey)?.columns ?? [];
  return columns.find(({ key }) => key === slot.column)?.label ?? slot.column;
}
