import type { MessageContent } from "@/server/conversations/schema";
import { present } from "./json";

type Interactive = Extract<MessageContent, { type: "buttons" | "list" }>;

/** Reply buttons or a list, as the carrier wants them. */
export function interactiveBody(content: Interactive): object {
  return present({
    type: content.type === "buttons" ? "button" : "list",
    body: { text: content.body },
    footer: content.footer ? { text: content.footer } : undefined,
    action: content.type === "buttons" ? buttonsOf(content) : listOf(content),
  });
}

function buttonsOf({ buttons }: Extract<Interactive, { type: "buttons" }>): object {
  return { buttons: buttons.map(({ id, title }) => ({ type: "reply", reply: { id, title } })) };
}

function listOf({ button, sections }: Extract<Interactive, { type: "list" }>): object {
  return {
    button,
    sections: sections.map(({ title, rows }) =>
      present({
        title: title || undefined,
        rows: rows.map(({ id, title: name, description }) =>
          present({ id, title: name, description: description || undefined }),
        ),
      }),
    ),
  };
}
