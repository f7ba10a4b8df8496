import { asksToStop } from "@/server/contacts/rules/opt-out";
import { allButtons } from "@/server/templates/rules/parts";
import type { TemplateComponents } from "@/server/templates/schema";

/** Whether a template says how to get no more of its kind: a button that asks for it when pressed, or the word to answer with. */
export function offersStop(components: TemplateComponents): boolean {
  const buttons = allButtons(components);
  const texts = components.flatMap((one) => (one.text ? [one.text] : []));
  return (
    buttons.some(({ type, text }) => type.toUpperCase() === "QUICK_REPLY" && asksToStop(text ?? "")) ||
    texts.some((text) => /(^|[^\p{L}])(BAJA|STOP|SAIR)([^\p{L}]|$)/u.test(text))
  );
}
