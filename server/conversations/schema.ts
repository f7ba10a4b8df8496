import { z } from "zod";

/** What one call may act on: a larger selection goes in several calls, each with its own outcome. */
export const conversationIds = z.array(z.uuid()).min(1).max(200);

const attached = { attachmentId: z.uuid(), caption: z.string().optional() };

/** `begun`: we wrote first, and the contact has not answered yet. */
export type ConversationState = "begun" | "open" | "closed";

/** What a message says, in Hilo's own terms; every channel's adapter converts to and from this. */
export const messageContent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), body: z.string() }),
  z.object({ type: z.literal("image"), ...attached }),
  z.object({ type: z.literal("video"), ...attached }),
  z.object({
    type: z.literal("audio"),
    ...attached,
    voice: z.boolean(),
    /** What a machine heard in it; added once, after it came. */
    transcript: z.string().optional(),
  }),
  z.object({ type: z.literal("document"), ...attached, name: z.string().optional() }),
  z.object({ type: z.literal("sticker"), ...attached, animated: z.boolean() }),
  z.object({
    type: z.literal("location"),
    latitude: z.number(),
    longitude: z.number(),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  z.object({
    type: z.literal("contacts"),
    contacts: z.array(
      z.object({
        name: z.string(),
        phones: z.array(z.string()),
        emails: z.array(z.string()),
        organization: z.string().optional(),
      }),
    ),
  }),
  /** Ours, with answers to press: each comes back as a `choice` with its id. */
  z.object({
    type: z.literal("buttons"),
    body: z.string(),
    footer: z.string().optional(),
    buttons: z.array(z.object({ id: z.string(), title: z.string() })),
  }),
  /** Ours, with a list to choose from. `button` opens it. */
  z.object({
    type: z.literal("list"),
    body: z.string(),
    footer: z.string().optional(),
    button: z.string(),
    sections: z.array(
      z.object({
        title: z.string().optional(),
        rows: z.array(z.object({ id: z.string(), title: z.string(), description: z.string().optional() })),
      }),
    ),
  }),
  /** The customer pressed a button of a template. */
  z.object({ type: z.literal("button"), text: z.string(), payload: z.string().optional() }),
  /** The customer chose among the buttons or rows of a message of ours. */
  z.object({
    type: z.literal("choice"),
    of: z.enum(["button", "list"]),
    id: z.string(),
    title: z.string(),
    description: z.string().optional(),
  }),
  z.object({
    type: z.literal("form"),
    name: z.string().optional(),
    body: z.string().optional(),
    response: z.record(z.string(), z.unknown()),
  }),
  z.object({
    type: z.literal("order"),
    text: z.string().optional(),
    items: z.array(
      z.object({
        product: z.string(),
        quantity: z.number(),
        price: z.number().optional(),
        currency: z.string().optional(),
      }),
    ),
  }),
  z.object({
    type: z.literal("template"),
    templateId: z.uuid().optional(),
    name: z.string(),
    language: z.string(),
    category: z.string(),
    header: z.string().optional(),
    body: z.string(),
    footer: z.string().optional(),
    buttons: z.array(z.string()),
    /** Of a carousel; what is in their headers stands in `values`. */
    cards: z.array(z.object({ body: z.string().optional(), buttons: z.array(z.string()) })).optional(),
    /** What is offered for a limited time; until when stands in `values`. */
    offer: z.string().optional(),
    /** Where its measured buttons lead the customer (see outgoingContent()), and, with a part of its own, what that was written into. */
    links: z.array(z.object({ button: z.int(), url: z.string(), pattern: z.string().optional() })).optional(),
    /** As handed to the carrier: placeholder → value. */
    values: z.record(z.string(), z.string()),
  }),
  z.object({ type: z.literal("system"), event: z.string(), text: z.string() }),
  z.object({ type: z.literal("unsupported"), reason: z.string(), detail: z.string().optional() }),
  z.object({ type: z.literal("unknown"), of: z.string() }),
  z.object({ type: z.literal("note"), body: z.string(), mentions: z.array(z.uuid()) }),
  /** A line of what happened: assigned, transferred, closed… with ids in `data`. */
  z.object({ type: z.literal("event"), event: z.string(), data: z.record(z.string(), z.unknown()) }),
]);

export type MessageContent = z.infer<typeof messageContent>;

export type MessageDirection = "in" | "out" | "note" | "event";
export type MessageOrigin =
  | "customer"
  | "agent"
  | "bot"
  | "campaign"
  | "automatic"
  | "api"
  | "phone"
  | "system";
