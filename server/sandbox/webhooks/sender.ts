import { randomUUID } from "node:crypto";
import type { Carrier } from "../carrier";
import type { Business, Json, PhoneNumber, Update } from "../model";
import { callbackOf } from "./callback";
import { payloadOf, signatureOf } from "./payload";

/** A payload held back by the reordering fault leaves by itself after this long, when nothing overtook it. */
const HOLD_MS = 700;

/** What waits for one business's address. */
interface Lane {
  ready: Update[];
  held: Update[][];
  inFlight: number;
  waking: boolean;
}

/** Tells businesses what happened: at least once, in no promised order, until 200 is answered. */
export class WebhookSender {
  /** Since the start: payloads answered 200, updates in them, attempts that failed, updates nobody listens to. */
  readonly counts = { payloads: 0, updates: 0, failedAttempts: 0, dropped: 0, expired: 0 };
  private readonly lanes = new Map<string, Lane>();
  private readonly inFlight = new Set<AbortController>();
  private ended = false;

  constructor(private readonly carrier: Carrier) {}

  /** Puts one update on its way; it is in the journal when this returns. */
  enqueue(business: Business, number: PhoneNumber | undefined, field: string, value: Json): void {
    if (!callbackOf(business, number)) {
      this.counts.dropped += 1;
      return;
    }
    const queuedAt = this.carrier.realTime();
    const time = Math.floor(this.carrier.now(business) / 1_000);
    const route = { businessId: business.id, phoneId: number?.id ?? null };
    const update = {
      id: randomUUID(),
      ...route,
      field,
      value,
      time,
      queuedAt,
      attempts: 0,
      nextAt: queuedAt,
    };
    this.carrier.record({ kind: "update.queued", record: update });
    this.add(update);
  }

  /** Takes up what an earlier run left unacknowledged. */
  resume(): void {
    for (const update of this.carrier.state.updates.values()) this.addWhenDue(update);
  }

  close(): void {
    this.ended = true;
    for (const attempt of this.inFlight) attempt.abort();
  }

  private addWhenDue(update: Update): void {
    const wait = update.nextAt - this.carrier.realTime();
    if (wait <= 0) {
      this.add(update);
      return;
    }
    this.carrier.later(Math.min(wait, 2 ** 31 - 1), () => this.addWhenDue(update));
  }

  private add(update: Update): void {
    const business = this.carrier.state.businesses.get(update.businessId);
    const number = this.carrier.state.numbers.get(update.phoneId ?? "");
    const callback = business && callbackOf(business, number);
    if (!business || !callback) {
      this.settle([update], "expired");
      return;
    }
    const key = `${business.id} ${callback.url}`;
    const lane = this.lanes.get(key) ?? { ready: [], held: [], inFlight: 0, waking: false };
    this.lanes.set(key, lane);
    lane.ready.push(update);
    this.wake(lane, business.id, callback.url);
  }

  /** One wake-up per lane, so that updates of the same moment can share a payload. */
  private wake(lane: Lane, businessId: string, url: string): void {
    if (lane.waking || this.ended) return;
    lane.waking = true;
    this.carrier.later(this.carrier.webhookOptions.gatherMs, () => {
      lane.waking = false;
      this.pump(lane, businessId, url);
    });
  }

  private pump(lane: Lane, businessId: string, url: string): void {
    const { maxBatch, concurrency } = this.carrier.webhookOptions;
    while (lane.ready.length > 0 && lane.inFlight < concurrency) {
      const batch = lane.ready.splice(0, maxBatch);
      if (this.carrier.faults.strikes("reordered")) this.hold(lane, batch, businessId, url);
      else void this.deliver(lane, batch, businessId, url);
    }
  }

  private hold(lane: Lane, batch: Update[], businessId: string, url: string): void {
    lane.held.push(batch);
    this.carrier.later(HOLD_MS, () => {
      const index = lane.held.indexOf(batch);
      if (index < 0) return;
      lane.held.splice(index, 1);
      void this.deliver(lane, batch, businessId, url);
    });
  }

  private async deliver(lane: Lane, batch: Update[], businessId: string, url: string): Promise<void> {
    lane.inFlight += 1;
    await this.delayByFault();
    const waiting = batch.filter((update) => this.carrier.state.updates.has(update.id));
    if (waiting.length > 0) await this.attempt(waiting, businessId, url);
    lane.inFlight -= 1;
    if (this.ended) return;
    for (const overtaken of lane.held.splice(0)) {
      this.carrier.faults.count("reordered");
      void this.deliver(lane, overtaken, businessId, url);
    }
    this.wake(lane, businessId, url);
  }

  private async delayByFault(): Promise<void> {
    const { faults } = this.carrier;
    if (!faults.strikes("delayed")) return;
    faults.count("delayed");
    await new Promise<void>((done) => this.carrier.later(faults.delayMs(), done));
  }

  private async attempt(batch: Update[], businessId: string, url: string): Promise<void> {
    const business = this.carrier.state.businesses.get(businessId);
    if (!business) return this.settle(batch, "expired");
    const body = payloadOf(business.wabaId, batch);
    const signature = signatureOf(business.appSecret, body);
    const duplicate = this.carrier.faults.strikes("duplicates");
    const taken = await this.post(url, body, signature);
    if (this.ended) return;
    if (taken) this.settle(batch, "acknowledged");
    else this.retryLater(batch);
    if (!duplicate) return;
    this.carrier.faults.count("duplicates");
    await this.post(url, body, signature);
  }

  private async post(url: string, body: Buffer, signature: string): Promise<boolean> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.carrier.webhookOptions.timeoutMs);
    this.inFlight.add(abort);
    const headers = {
      "content-type": "application/json",
      "user-agent": "facebookexternalua",
      "x-hub-signature-256": signature,
    };
    const request = { method: "POST", headers, body: new Uint8Array(body), redirect: "manual" as const };
    try {
      const answer = await fetch(url, { ...request, signal: abort.signal });
      await answer.arrayBuffer();
      if (answer.status === 200) return true;
    } catch {
      // A receiver that is down is the case this class exists for: the attempt counts as failed.
    } finally {
      clearTimeout(timer);
      this.inFlight.delete(abort);
    }
    this.counts.failedAttempts += 1;
    return false;
  }

  private settle(batch: Update[], outcome: "acknowledged" | "expired"): void {
    this.carrier.record({ kind: "update.settled", ids: batch.map((update) => update.id), outcome });
    if (outcome === "expired") this.counts.expired += batch.length;
    else {
      this.counts.payloads += 1;
      this.counts.updates += batch.length;
    }
  }

  private retryLater(batch: Update[]): void {
    const { retryBaseMs, retryMaxMs, retryForMs } = this.carrier.webhookOptions;
    const now = this.carrier.realTime();
    const old = batch.filter((update) => now - update.queuedAt >= retryForMs);
    const fresh = batch.filter((update) => now - update.queuedAt < retryForMs);
    if (old.length > 0) this.settle(old, "expired");
    if (fresh.length === 0) return;
    const attempts = Math.max(...fresh.map((update) => update.attempts)) + 1;
    const nextAt = now + Math.min(retryMaxMs, retryBaseMs * 2 ** (attempts - 1));
    this.carrier.record({ kind: "update.tried", ids: fresh.map((update) => update.id), attempts, nextAt });
    for (const { id } of fresh) {
      const update = this.carrier.state.updates.get(id);
      if (update) this.addWhenDue(update);
    }
  }
}
