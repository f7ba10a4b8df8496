import { waIdOf } from "./numbering";

/** What happens to whoever writes to one of the magic numbers. */
export type Magic =
  | { does: "fail"; code: number; details: string }
  | { does: "refuse"; code: number; details: string; times?: number }
  | { does: "read-only" | "reorder" | "duplicate" | "hold" | "drop-held" | "sent-only" }
  | { does: "change-number" | "opt-out" | "unsupported" | "reply" };

/**
 * The magic recipients, `+1 650 555 0NNN`.
 * `fail` is accepted and then reported by a `failed` status; `refuse` is the HTTP error at hand-over.
 *
 * | number       | what it shows                                                        |
 * | 16505550026  | 131026 not on WhatsApp, old client, or terms not accepted            |
 * | 16505550049  | 131049 not delivered, healthy ecosystem (per-user marketing cap)     |
 * | 16505550050  | 131050 the person stopped marketing messages                         |
 * | 16505550072  | 130472 part of an experiment                                         |
 * | 16505550053  | 131053 media could not be taken                                      |
 * | 16505550047  | 131047 window closed, whatever the thread says                       |
 * | 16505550048  | 131048 spam rate limit                                               |
 * | 16505550042  | 131042 no payment method                                             |
 * | 16505550030  | 131030 refused: not on the list of a test number                     |
 * | 16505550029  | 130429 refused: throughput                                           |
 * | 16505550056  | 131056 refused: pair rate                                            |
 * | 16505550016  | 131016 refused twice, then taken: service unavailable                |
 * | 16505550090  | 190 refused: token expired                                           |
 * | 16505550031  | 131031 refused: account locked                                       |
 * | 16505550101  | sent, then read without delivered                                    |
 * | 16505550102  | read, delivered, sent: statuses in reverse                           |
 * | 16505550103  | every status webhook twice                                           |
 * | 16505550104  | held_for_quality_assessment, later delivered                         |
 * | 16505550105  | held_for_quality_assessment, later dropped with 132015               |
 * | 16505550106  | sent, and nothing more                                               |
 * | 16505550107  | the person changes their number after delivery                       |
 * | 16505550108  | the person stops marketing messages after delivery                   |
 * | 16505550109  | the person answers with an unsupported type                          |
 * | 16505550110  | the person answers with a text                                       |
 */
const MAGIC: Record<string, Magic> = {
  "16505550026": { does: "fail", code: 131026, details: "Message Undeliverable." },
  "16505550049": {
    does: "fail",
    code: 131049,
    details: "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
  },
  "16505550050": {
    does: "fail",
    code: 131050,
    details: "This user has chosen to stop receiving marketing messages on WhatsApp from your business",
  },
  "16505550072": {
    does: "fail",
    code: 130472,
    details: "Failed to send message because this user's phone number is part of an experiment",
  },
  "16505550053": {
    does: "fail",
    code: 131053,
    details: "Unsupported Video mime type text/html. Please use one of video/3gpp, video/mp4.",
  },
  "16505550047": {
    does: "fail",
    code: 131047,
    details:
      "Message failed to send because more than 24 hours have passed since the customer last replied to this number.",
  },
  "16505550048": {
    does: "fail",
    code: 131048,
    details:
      "Message failed to send because there are restrictions on how many messages can be sent from this phone number.",
  },
  "16505550042": {
    does: "fail",
    code: 131042,
    details: "Message failed to send because there were one or more errors related to your payment method.",
  },
  "16505550030": {
    does: "refuse",
    code: 131030,
    details:
      "Recipient phone number not in allowed list: Add recipient phone number to recipient list and try again.",
  },
  "16505550029": {
    does: "refuse",
    code: 130429,
    details:
      "Message failed to send because there were too many messages sent from this phone number in a short period of time",
  },
  "16505550056": {
    does: "refuse",
    code: 131056,
    details:
      "Too many messages sent from this phone number to the same phone number in a short period of time",
  },
  "16505550016": { does: "refuse", code: 131016, details: "A service is temporarily unavailable.", times: 2 },
  "16505550090": {
    does: "refuse",
    code: 190,
    details: "Error validating access token: Session has expired.",
  },
  "16505550031": {
    does: "refuse",
    code: 131031,
    details: "The WhatsApp Business Account associated with the app has been restricted or disabled.",
  },
  "16505550101": { does: "read-only" },
  "16505550102": { does: "reorder" },
  "16505550103": { does: "duplicate" },
  "16505550104": { does: "hold" },
  "16505550105": { does: "drop-held" },
  "16505550106": { does: "sent-only" },
  "16505550107": { does: "change-number" },
  "16505550108": { does: "opt-out" },
  "16505550109": { does: "unsupported" },
  "16505550110": { does: "reply" },
};

/** The magic of a recipient, if it has one. `waId` is digits without plus. */
export function magicOf(waId: string | null): Magic | undefined {
  return waId === null ? undefined : MAGIC[waIdOf(waId)];
}

/** Every magic number, for tests and for the list on screen. */
export function magicNumbers(): [number: string, magic: Magic][] {
  return Object.entries(MAGIC);
}
