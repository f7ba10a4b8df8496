import { urlKey } from "@/server/templates/rules/button-place";
import type { MessageContent } from "../schema";

/**
 * What is handed over of a message: where one of its buttons is measured, the carrier gets what names the message and the button instead
 * of the value that the thread shows. `tokenFor`: of the button at a place (see buttonPlace()).
 */
export function outgoingContent(
  content: MessageContent,
  tokenFor: (button: number) => string,
): MessageContent {
  if (content.type !== "template" || !content.links) return content;
  const tokens = content.links.map(({ button }) => [urlKey(button), tokenFor(button)] as const);
  return { ...content, values: { ...content.values, ...Object.fromEntries(tokens) } };
}
