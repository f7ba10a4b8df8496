import type { Entry } from "./journal";
import type {
  Business,
  Customer,
  Media,
  Message,
  PhoneNumber,
  Template,
  Thread,
  Update,
  Upload,
} from "./model";

/** Everything the carrier knows, in memory. It changes only by `apply`, so a replayed journal gives it back. */
export class State {
  readonly businesses = new Map<string, Business>();
  readonly numbers = new Map<string, PhoneNumber>();
  readonly templates = new Map<string, Template>();
  readonly media = new Map<string, Media>();
  readonly uploads = new Map<string, Upload>();
  readonly messages = new Map<string, Message>();
  readonly updates = new Map<string, Update>();
  private readonly customers = new Map<string, Customer>();
  private readonly bsuidByPhone = new Map<string, string>();
  private readonly businessByToken = new Map<string, string>();
  private readonly threads = new Map<string, Thread>();
  private readonly freeTier = new Map<string, number>();
  private readonly reached = new Map<string, Map<string, number>>();

  apply(entry: Entry): void {
    switch (entry.kind) {
      case "business":
        this.businesses.set(entry.record.id, entry.record);
        this.businessByToken.set(entry.record.accessToken, entry.record.id);
        return;
      case "number":
        this.numbers.set(entry.record.id, entry.record);
        return;
      case "customer":
        this.putCustomer(entry.record);
        return;
      case "customer.renamed":
        this.renameCustomer(entry.businessId, entry.from, entry.record);
        return;
      case "template":
        this.templates.set(entry.record.id, entry.record);
        return;
      case "media":
        this.media.set(entry.record.id, entry.record);
        return;
      case "media.removed":
        this.media.delete(entry.id);
        return;
      case "upload":
        this.uploads.set(entry.record.id, entry.record);
        return;
      case "message.received":
        this.receive(entry.record, entry.adAt);
        return;
      case "message.accepted":
        this.accept(entry.record);
        return;
      case "message.changed":
        this.messages.set(entry.record.id, entry.record);
        return;
      case "message.status":
        this.advance(entry);
        return;
      case "update.queued":
        this.updates.set(entry.record.id, entry.record);
        return;
      case "update.tried":
        this.postpone(entry.ids, entry.attempts, entry.nextAt);
        return;
      case "update.settled":
        for (const id of entry.ids) this.updates.delete(id);
        return;
      case "reset":
        this.forget(entry.businessId);
        return;
    }
  }

  businessOfToken(token: string): Business | undefined {
    return this.businesses.get(this.businessByToken.get(token) ?? "");
  }

  customer(businessId: string, bsuid: string): Customer | undefined {
    return this.customers.get(`${businessId}/${bsuid}`);
  }

  customerByPhone(businessId: string, waId: string): Customer | undefined {
    return this.customer(businessId, this.bsuidByPhone.get(`${businessId}/${waId}`) ?? "");
  }

  customerByUsername(businessId: string, username: string): Customer | undefined {
    for (const each of this.customers.values())
      if (each.businessId === businessId && each.username === username) return each;
    return undefined;
  }

  thread(phoneId: string, customerId: string): Thread | undefined {
    return this.threads.get(`${phoneId}/${customerId}`);
  }

  threadsOf(phoneId: string): Thread[] {
    return [...this.threads.values()].filter((thread) => thread.phoneId === phoneId);
  }

  freeTierUsed(phoneId: string, month: string): number {
    return this.freeTier.get(`${phoneId}/${month}`) ?? 0;
  }

  /** Customers that the business reached outside a window, each with the last time (business clock, ms). */
  reachedBy(businessId: string): ReadonlyMap<string, number> {
    return this.reached.get(businessId) ?? new Map();
  }

  private putCustomer(record: Customer): void {
    this.customers.set(`${record.businessId}/${record.bsuid}`, record);
    if (record.phone) this.bsuidByPhone.set(`${record.businessId}/${record.phone}`, record.bsuid);
  }

  /** A person changed their phone: same chat, new ids. */
  private renameCustomer(businessId: string, from: string, record: Customer): void {
    const before = this.customer(businessId, from);
    if (before?.phone) this.bsuidByPhone.delete(`${businessId}/${before.phone}`);
    this.customers.delete(`${businessId}/${from}`);
    this.putCustomer(record);
    for (const thread of [...this.threads.values()].filter((each) => each.customerId === from)) {
      if (this.numbers.get(thread.phoneId)?.businessId !== businessId) continue;
      this.threads.delete(`${thread.phoneId}/${from}`);
      this.threads.set(`${thread.phoneId}/${record.bsuid}`, { ...thread, customerId: record.bsuid });
    }
  }

  private receive(message: Message, adAt: number): void {
    const thread = this.add(message);
    if (message.direction !== "in" || message.type === "system") return;
    thread.lastInboundAt = Math.max(thread.lastInboundAt, message.at);
    thread.adAt = Math.max(thread.adAt, adAt);
  }

  private accept(message: Message): void {
    const thread = this.add(message);
    thread.typingUntil = 0;
    if (message.entryPointUntil) thread.entryPointUntil = message.entryPointUntil;
    if (message.freeTierMonth) {
      const key = `${message.phoneId}/${message.freeTierMonth}`;
      this.freeTier.set(key, (this.freeTier.get(key) ?? 0) + 1);
    }
    if (message.outsideWindow && message.plan.some((step) => step.status !== "failed"))
      this.rememberReached(message);
  }

  private rememberReached(message: Message): void {
    const businessId = this.numbers.get(message.phoneId)?.businessId ?? "";
    const reached = this.reached.get(businessId) ?? new Map<string, number>();
    reached.set(message.customerId, message.at);
    this.reached.set(businessId, reached);
  }

  private add(message: Message): Thread {
    this.messages.set(message.id, message);
    const key = `${message.phoneId}/${message.customerId}`;
    const thread = this.threads.get(key) ?? newThread(message.phoneId, message.customerId);
    this.threads.set(key, thread);
    thread.messageIds.push(message.id);
    return thread;
  }

  private advance(entry: Extract<Entry, { kind: "message.status" }>): void {
    const message = this.messages.get(entry.id);
    if (!message) return;
    message.reached.push({ status: entry.status, at: entry.at });
    message.held = false;
    if (entry.error) message.error = entry.error;
  }

  private postpone(ids: string[], attempts: number, nextAt: number): void {
    for (const id of ids) {
      const update = this.updates.get(id);
      if (update) this.updates.set(id, { ...update, attempts, nextAt });
    }
  }

  /** Chats, customers and prices of one business; its numbers, templates and connection stay. */
  private forget(businessId: string): void {
    const phones = new Set(
      [...this.numbers.values()].filter((n) => n.businessId === businessId).map((n) => n.id),
    );
    drop(this.messages, (message) => phones.has(message.phoneId));
    drop(this.threads, (thread) => phones.has(thread.phoneId));
    drop(this.customers, (customer) => customer.businessId === businessId);
    drop(this.updates, (update) => update.businessId === businessId);
    drop(this.bsuidByPhone, (_, key) => key.startsWith(`${businessId}/`));
    drop(this.freeTier, (_, key) => phones.has(key.slice(0, key.indexOf("/"))));
    this.reached.delete(businessId);
  }
}

function newThread(phoneId: string, customerId: string): Thread {
  const never = { lastInboundAt: 0, adAt: 0, entryPointUntil: 0, typingUntil: 0 };
  return { phoneId, customerId, messageIds: [], ...never };
}

function drop<V>(map: Map<string, V>, gone: (value: V, key: string) => boolean): void {
  for (const [key, value] of map) if (gone(value, key)) map.delete(key);
}
