import { randomUUID } from "node:crypto";
import {
  type BenchOrganization,
  baselinePost,
  bodyOf,
  messageOf,
  type Reported,
  signedPost,
  statesInOrder,
  statusOf,
  type Writer,
} from "./payloads";

/** One callback, ready to leave, and what its acknowledgement promises. */
export interface Event {
  bytes: Buffer;
  promise:
    | { kind: "status"; place: number; state: Reported; org: number }
    | { kind: "message"; id: string; org: number; conversationId: string | null };
}

/** How many messages are on their way at once: each is sent, then each delivered, then each read, as it happens. */
const block = 40;

/** The endless mix of one organization: three statuses for every message, and every tenth message opens a conversation. */
export class OrganizationStream {
  private statuses = 0;
  private messages = 0;
  private turn = 0;
  /** Writers of the steady phase are nobody else's: what is seen on screen is then theirs. */
  private part: "rounds" | "steady" = "rounds";

  constructor(
    private readonly organization: BenchOrganization,
    private readonly org: number,
    private readonly target: "ours" | "baseline",
  ) {}

  during(part: "rounds" | "steady"): void {
    this.part = part;
  }

  next(): Event {
    return this.turn++ % 4 === 3 ? this.message() : this.status();
  }

  private status(): Event {
    const n = this.statuses++;
    const round = Math.floor(n / (3 * block));
    const within = n % (3 * block);
    const place = this.placeOf(round * block + (within % block));
    const state = statesInOrder[Math.floor(within / block)] ?? "read";
    const body = bodyOf(this.organization, "statuses", [statusOf(this.organization, place, state)]);
    return { bytes: this.bytes(body), promise: { kind: "status", place, state, org: this.org } };
  }

  private message(): Event {
    const n = this.messages++;
    const opens = n % 10 === 9;
    const writer = this.writer(
      opens ? this.organization.closed : this.organization.open,
      opens ? Math.floor(n / 10) : n,
    );
    const id = `wamid.${randomUUID().replaceAll("-", "")}`;
    const body = bodyOf(this.organization, "messages", [messageOf(writer, id)], [writer]);
    const conversationId = opens ? null : writer[3];
    return { bytes: this.bytes(body), promise: { kind: "message", id, org: this.org, conversationId } };
  }

  private writer(list: Writer[], n: number): Writer {
    const half = Math.floor(list.length / 2);
    const chosen = this.part === "rounds" ? list[n % half] : list[half + (n % (list.length - half))];
    if (!chosen) throw new Error("The benchmark has no writers");
    return chosen;
  }

  /** What is reported of is ours to be spent once; the baseline does not look at it. */
  private placeOf(n: number): number {
    const { length } = this.organization.sent;
    if (this.target === "ours" && n >= length)
      throw new Error("The benchmark has run out of messages to report on");
    return n % length;
  }

  private bytes(body: string): Buffer {
    return this.target === "ours"
      ? signedPost(this.organization, body)
      : baselinePost(this.organization, body);
  }
}
