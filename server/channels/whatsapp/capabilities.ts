import { z } from "zod";
import type { Capabilities } from "@/server/channels/adapter";
import limits from "./limits.json";

const { button, list } = limits.interactive;
const kind = z.enum(["image", "audio", "video", "document", "sticker"]);

/** What the channel can do, from limits.json. */
export const capabilities: Capabilities = {
  windowHours: 24,
  templates: true,
  buttons: { count: button.count, title: button.title, body: button.body, footer: button.footer },
  lists: {
    rows: list.rows_total,
    sections: list.sections,
    sectionTitle: list.section_title,
    title: list.row_title,
    description: list.row_description,
    button: list.button,
    body: list.body,
    footer: list.footer,
  },
  location: true,
  cards: limits.contacts_per_message,
  reactions: true,
  quotes: true,
  typing: true,
  readReceipts: true,
  textLength: limits.text.body,
  captionLength: limits.text.caption,
  media: limits.media.map((each) => ({
    kind: kind.parse(each.kind),
    mimes: each.mime,
    maxBytes: each.max_bytes,
  })),
};
