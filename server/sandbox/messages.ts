import { randomBytes } from "node:crypto";
import type { Message } from "./model";

type Said = Pick<Message, "phoneId" | "customerId" | "direction" | "type" | "content" | "at" | "context">;

/** A message that nothing has happened to yet, under a new id in the shape of Meta's. */
export function newMessage(said: Said): Message {
  return {
    id: `wamid.HBg${randomBytes(21).toString("base64url")}`,
    ...said,
    to: null,
    opaque: null,
    category: null,
    outsideWindow: false,
    pricing: null,
    freeTierMonth: null,
    entryPointUntil: null,
    held: false,
    plan: [],
    reached: [],
    error: null,
    rendered: null,
    edited: false,
    revoked: false,
    readByBusiness: false,
  };
}
