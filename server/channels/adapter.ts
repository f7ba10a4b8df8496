import type carrierTexts from "@/messages/en/carrier.json";
import type { Sender } from "@/server/contacts/schema";
import type { SayLimits } from "@/server/conversations/rules/sayable";
import type { MessageContent } from "@/server/conversations/schema";
import type { TemplateComponents } from "@/server/templates/schema";

/**
 * The port between Hilo and a channel. An adapter turns a carrier's callbacks into parts in Hilo's own terms and
 * Hilo's messages into the carrier's requests. Nothing outside an adapter knows a carrier's words.
 */
export interface ChannelAdapter {
  channel: string;
  capabilities: Capabilities;
  /** Splits a well-signed body into its single parts; never throws for content, only for a body that is not this channel's. */
  split(body: unknown): RawPart[];
  /** What a part says. A part that cannot be understood or acted on comes back as `parked` with its reason. */
  read(part: RawPart): InboundPart;
  send(account: CarrierAccount, message: OutboundMessage): Promise<HandOver>;
  /** Class and text of a failure's code: `key` names a text under `carrier` in messages/<locale>/carrier.json. */
  explain(code: string): { cls: string; key: keyof typeof carrierTexts };
  /** The file of an inbound attachment. Throws when it is gone or cannot be had now. */
  fetchMedia?(
    account: CarrierAccount,
    providerMediaId: string,
  ): Promise<{ bytes: Buffer; mime: string; sha256?: string }>;
  /** Tells the customer that a message and those before it were read; with `typing`, that an answer is being written. */
  markRead?(account: CarrierAccount, providerId: string, options?: { typing?: boolean }): Promise<void>;
  /** Every template of the account that the number hangs on. */
  listTemplates?(account: Omit<CarrierAccount, "externalId">): Promise<CarrierTemplate[]>;
  /** Hands over the example of a header and gives the carrier's handle for it, which lives about a day. Throws CarrierError. */
  uploadExample?(account: Omit<CarrierAccount, "externalId">, file: ExampleFile): Promise<string>;
  /** Submits a template to the carrier's review. Throws CarrierError. */
  createTemplate?(
    account: Omit<CarrierAccount, "externalId">,
    template: NewTemplate,
  ): Promise<Pick<CarrierTemplate, "externalId" | "status" | "category">>;
  /** Replaces all parts of a template, which goes to review again. Throws CarrierError. */
  editTemplate?(
    account: Omit<CarrierAccount, "externalId">,
    externalId: string,
    change: Pick<NewTemplate, "category" | "components">,
  ): Promise<void>;
  /** Deletes a template in every language, or in one by its id; one that is gone already counts as deleted. Throws CarrierError. */
  deleteTemplate?(
    account: Omit<CarrierAccount, "externalId">,
    template: { name: string; externalId?: string | undefined },
  ): Promise<void>;
}

export interface ExampleFile {
  name: string;
  mime: string;
  bytes: Buffer;
}

export type NewTemplate = Pick<
  CarrierTemplate,
  "name" | "language" | "category" | "parameterFormat" | "components"
>;

/** A template as the carrier knows it; status, category and quality are its words. */
export interface CarrierTemplate {
  externalId: string;
  name: string;
  language: string;
  category: string;
  status: string;
  reason?: string;
  quality?: string;
  parameterFormat: "positional" | "named";
  components: TemplateComponents;
}

/** What the channel can do; the composer and the rules ask this instead of the channel's name. */
export interface Capabilities extends SayLimits {
  /** Free text leaves only within this many hours of the contact's last message; null where there is no window. */
  windowHours: number | null;
  templates: boolean;
  reactions: boolean;
  quotes: boolean;
  typing: boolean;
  readReceipts: boolean;
  textLength: number;
  captionLength: number;
  media: { kind: "image" | "audio" | "video" | "document" | "sticker"; mimes: string[]; maxBytes: number }[];
}

/** One message, status or update as the carrier wrapped it, small enough to store and replay on its own. */
export interface RawPart {
  field: string;
  /** The carrier's id of the number it is for, where it names one. */
  accountExternalId: string | null;
  /** The carrier's id of the account that numbers hang on, where it names one. */
  connectionExternalId: string | null;
  /** A whole envelope of the carrier's with this one part in it. */
  envelope: unknown;
}

export type { Sender } from "@/server/contacts/schema";

export interface InboundMedia {
  providerMediaId: string;
  mime: string;
  name?: string;
  sha256?: string;
  /** Seconds until the carrier forgets it. */
  livesFor: number;
}

/** MessageContent as it arrives: its attachment has no id of ours yet. */
export type InboundContent = MessageContent;

export type InboundPart =
  | {
      type: "message";
      providerId: string;
      from: Sender;
      /** For an attachment `attachmentId` is nilUuid and `media` is set. */
      content: InboundContent;
      media?: InboundMedia;
      occurredAt: Date;
      replyToProviderId?: string;
      /** It came through an advertisement: the free entry point window may open with our answer. */
      entryPoint?: { source: string; headline?: string; url?: string; clickId?: string };
      forwarded?: boolean;
      /** An echo of what the business wrote on the phone itself: outbound, already sent. `from` is then the customer. */
      echo?: boolean;
    }
  | {
      type: "reaction";
      from: Sender;
      targetProviderId: string;
      emoji: string;
      occurredAt: Date;
      echo?: boolean;
    }
  | {
      type: "edit";
      from: Sender;
      targetProviderId: string;
      content: InboundContent;
      occurredAt: Date;
      echo?: boolean;
    }
  | { type: "revoke"; from: Sender; targetProviderId: string; occurredAt: Date; echo?: boolean }
  | {
      type: "status";
      providerId: string;
      /** Our message id, as it travelled with the message. */
      messageId?: string;
      state: "sent" | "delivered" | "read" | "failed";
      occurredAt: Date;
      pricing?: { type: string; category: string; model?: string };
      /** The end of a free entry point window, when the carrier says so. */
      entryExpiresAt?: Date;
      failure?: { code: string; detail?: string };
    }
  | { type: "identity-changed"; previous: Sender; current: Sender; occurredAt: Date }
  | { type: "consent"; from: Sender; purpose: string; state: "in" | "out"; occurredAt: Date; detail?: string }
  | {
      type: "template";
      externalId: string;
      name: string;
      language: string;
      status?: string;
      category?: string;
      /** Announced, and not yet done: the category that it will have, and from when. */
      next?: { category: string; at?: Date };
      quality?: string;
      reason?: string;
      occurredAt: Date;
    }
  | { type: "account-health"; health: Record<string, unknown>; occurredAt: Date }
  | {
      type: "connection-event";
      event: string;
      detail: Record<string, unknown>;
      /** Whether somebody has to look at the connection: a restriction, an end, an error; not mere news. */
      trouble: boolean;
      occurredAt: Date;
    }
  | { type: "parked"; reason: string };

/** How to reach the carrier for one channel account, secrets opened. */
export interface CarrierAccount {
  baseUrl: string;
  externalId: string;
  connectionExternalId: string;
  token: string;
}

export interface OutboundMessage {
  /** Travels with the message and comes back in its statuses. */
  messageId: string;
  to: { kind: "phone" | "scoped"; address: string };
  content: MessageContent | OutboundReaction;
  /** The file of an attachment, read when it is needed. */
  file?: { mime: string; name?: string; read: () => Promise<Buffer> };
  replyToProviderId?: string;
}

/** A reaction of ours to a message; an empty emoji takes it back. */
export interface OutboundReaction {
  type: "reaction";
  targetProviderId: string;
  emoji: string;
}

/** What became of handing a message over. Only `throttled` and `again` may be tried again. */
export type HandOver =
  | {
      outcome: "accepted";
      providerId: string;
      confirmedAddress?: { kind: "phone" | "scoped"; address: string };
      held?: boolean;
    }
  /** The carrier said no, and will say no again. */
  | { outcome: "rejected"; code: string; detail?: string; stops?: "account" | "template" }
  /** The carrier said in its own words that it did not take it and that later it may. `afterMs` is the shortest wait. */
  | { outcome: "again"; code: string; detail?: string; afterMs: number; throttled: boolean }
  /** Nobody knows: a time-out, a severed answer, an answer that is not the carrier's. Never retried blindly. */
  | { outcome: "unknown"; detail: string };

export const nilUuid = "00000000-0000-0000-0000-000000000000";
