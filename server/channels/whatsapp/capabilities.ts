import { z } from "zod";
import type { Capabilities } from "@/server/channels/adapter";
import limits from "./limits.json";

const kind = z.enum(["image", "audio", "video", "document", "sticker"]);

/** What the channel can do, from limits.json. */
export const capabilities: Capabilities = {
  windowHours: 24,
  templates: true,
  buttons: { count: limits.interactive.button.count, title: limits.interactive.button.title },
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
