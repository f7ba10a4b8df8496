import type { Sayable } from "@/server/conversations/rules/sayable";
import type { MessageContent } from "@/server/conversations/schema";

/** What was said as the thread would keep it, before the server has it. */
export function previewContent(said: Sayable): MessageContent {
  if (said.type === "buttons")
    return { ...said, buttons: said.buttons.map(({ title }, i) => ({ id: String(i), title })) };
  if (said.type === "list")
    return {
      ...said,
      sections: said.sections.map(({ title, rows }, i) => ({
        title,
        rows: rows.map((row, j) => ({ ...row, id: `${i}-${j}` })),
      })),
    };
  return said;
}
