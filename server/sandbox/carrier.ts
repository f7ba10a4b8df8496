import path from "node:path";
import { Faults } from "./faults";
import { type Entry, Journal, readJournal } from "./journal";
import { Limits } from "./limits";
import type { Business, PhoneNumber } from "./model";
import { State } from "./state";
import type { WebhookSender } from "./webhooks/sender";

/** What `startCarrier` takes. Everything but the first three has a default. */
export interface CarrierOptions {
  /** 0 takes any free port. */
  port: number;
  /** Keeps the journal and the media; made when missing. */
  dataDir: string;
  /** Bearer key of `/_admin/…`. */
  adminKey: string;
  /** Real time in ms; each business lives at its own offset from it. */
  now?: () => number;
  /** Seconds (business clock) from a template's creation to its verdict. */
  reviewSeconds?: number;
  /** Real time from one status of a message to the next. */
  statusDelaysMs?: { sent: number; delivered: number; read: number; held: number };
  webhooks?: Partial<WebhookOptions>;
}

/** How updates travel. Times in ms of real time. */
export interface WebhookOptions {
  /** Updates in one payload, 1…1,000: what waits for the same address travels together. */
  maxBatch: number;
  /** Waits so long for company before a payload leaves. */
  gatherMs: number;
  /** Payloads in flight to one address. */
  concurrency: number;
  timeoutMs: number;
  /** First retry; each next one waits twice as long, up to `retryMaxMs`, for `retryForMs` in all. */
  retryBaseMs: number;
  retryMaxMs: number;
  retryForMs: number;
}

const DELAYS = { sent: 60, delivered: 250, read: 400, held: 2_000 };
const WEBHOOKS: WebhookOptions = {
  maxBatch: 1_000,
  gatherMs: 0,
  concurrency: 8,
  timeoutMs: 10_000,
  retryBaseMs: 1_000,
  retryMaxMs: 3_600_000,
  retryForMs: 7 * 86_400_000,
};

/** The parts that every route and timer share. */
export class Carrier {
  readonly state = new State();
  readonly faults = new Faults();
  readonly limits = new Limits();
  readonly adminKey: string;
  readonly mediaDir: string;
  readonly statusDelaysMs: typeof DELAYS;
  readonly webhookOptions: WebhookOptions;
  reviewSeconds: number;
  /** Set when listening. */
  url = "";
  /** Sends accepted since the start. */
  sends = 0;
  private readonly realNow: () => number;
  private readonly journal: Journal;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(options: CarrierOptions, sender: (carrier: Carrier) => WebhookSender) {
    this.realNow = options.now ?? Date.now;
    this.adminKey = options.adminKey;
    this.mediaDir = path.join(options.dataDir, "media");
    this.statusDelaysMs = { ...DELAYS, ...options.statusDelaysMs };
    this.webhookOptions = { ...WEBHOOKS, ...options.webhooks };
    this.reviewSeconds = options.reviewSeconds ?? 5;
    for (const entry of readJournal(options.dataDir)) this.state.apply(entry);
    this.journal = new Journal(options.dataDir);
    this.webhooks = sender(this);
  }

  readonly webhooks: WebhookSender;

  /** The one way to change what the carrier knows: written first, then true. */
  record(entry: Entry): void {
    this.journal.append(entry);
    this.state.apply(entry);
  }

  realTime(): number {
    return this.realNow();
  }

  /** The clock that this business lives by, ms. */
  now(business: Business): number {
    return this.realNow() + business.clockOffsetMs;
  }

  businessOf(number: PhoneNumber): Business {
    const business = this.state.businesses.get(number.businessId);
    if (!business) throw new Error(`number ${number.id} belongs to no business`);
    return business;
  }

  /** A timer that ends with the carrier. */
  later(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms);
    this.timers.add(timer);
  }

  close(): void {
    this.webhooks.close();
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.journal.close();
  }
}
