import { z } from "zod";

export const phoneRef = z.object({ numberId: z.uuid() });

/** A customer by BSUID, phone in any spelling, or username. */
const customerName = z.string().min(2).max(160);
export const chatRef = phoneRef.extend({ customer: customerName });

/** Who holds the phone: somebody known by `bsuid`, or somebody new. A null phone or username is hidden. */
export const personRef = z.object({
  name: z.string().trim().min(1).max(60).optional(),
  phone: z
    .string()
    .regex(/^\+?[\d\s().-]{6,24}$/)
    .nullish(),
  bsuid: z
    .string()
    .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)
    .optional(),
  username: z
    .string()
    .regex(/^@?[a-zA-Z0-9._]{3,35}$/)
    .nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});
export type PersonRef = z.infer<typeof personRef>;

const messageId = z.string().min(1).max(200);
export const mediaKinds = ["image", "audio", "video", "document", "sticker"] as const;

/** What the customer says or does in the chat. A media kind without a file of one's own is the carrier's sample. */
export const speech = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), body: z.string().trim().min(1).max(4_096) }),
  z.object({
    type: z.literal("media"),
    kind: z.enum(mediaKinds),
    caption: z.string().trim().max(1_024).optional(),
    voice: z.boolean().optional(),
  }),
  z.object({
    type: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().max(100).optional(),
    address: z.string().max(200).optional(),
  }),
  z.object({ type: z.literal("contact"), name: z.string().min(1).max(60), phone: z.string().min(5).max(24) }),
  /** An empty emoji takes the reaction back. */
  z.object({ type: z.literal("reaction"), messageId, emoji: z.string().max(16) }),
  z.object({ type: z.literal("button"), text: z.string().min(1).max(100), payload: z.string().max(256) }),
  z.object({
    type: z.literal("choice"),
    of: z.enum(["button", "list"]),
    id: z.string().min(1).max(256),
    title: z.string().min(1).max(100),
    description: z.string().max(100).optional(),
  }),
  z.object({ type: z.literal("edit"), messageId, body: z.string().trim().min(1).max(4_096) }),
  z.object({ type: z.literal("revoke"), messageId }),
  z.object({ type: z.literal("unsupported") }),
]);
export type Speech = z.infer<typeof speech>;

/** The same people for the same seed; all from one country (ISO) when it is named. */
export const suggestionsInput = z.object({
  seed: z.number().int().min(0).max(1_000_000),
  country: z.string().length(2).optional(),
});

export const speakInput = phoneRef.extend({
  customer: personRef,
  speech,
  replyTo: messageId.optional(),
  /** The chat was opened from an advertisement of this title: a free entry point window may follow. */
  fromAd: z.string().min(1).max(80).optional(),
});
export type SpeakInput = z.infer<typeof speakInput>;

export const actInput = chatRef.extend({
  act: z.discriminatedUnion("type", [
    z.object({ type: z.literal("preference"), value: z.enum(["stop", "resume"]) }),
    z.object({ type: z.literal("user-id") }),
    z.object({ type: z.literal("number-change"), phone: z.string().regex(/^\+?[\d\s().-]{6,24}$/) }),
  ]),
});
export type ActInput = z.infer<typeof actInput>;
