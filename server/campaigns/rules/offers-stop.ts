import { asksToStop } from "@/server/contacts/rules/opt-out";
import { allButtons } from "@/server/templates/rules/parts";
import type { TemplateComponents } from "@/server/templates/schema";
import type { Slot } from "./slot";

/**
 * Whether a message says how to get no more of its kind: a button that asks for it when pressed, the word to answer with, or the address
 * of the page for it as the value of a place.
 */
export function offersStop(
  components: TemplateComponents,
  values: Readonly<Record<string, Slot>> = {},
): boolean {
  const buttons = allButtons(components);
  const texts = components.flatMap((one) => (one.text ? [one.text] : []));
  return (
    Object.values(values).some(({ from }) => from === "link") ||
    buttons.some(({ type, text }) => type.toUpperCase() === "QUICK_REPLY" && asksToStop(text ?? "")) ||
    texts.some((text) => /(^|[^\p{L}])(BAJA|STOP|SAIR)([^\p{L}]|$)/u.test(text))
  );
}
