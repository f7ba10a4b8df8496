interface CachedEvent {
  event: string;
  data: string;
  expiresAt: number;
}

/** The last event of each cache channel, kept whether anybody listens or not. */
export class EventCache {
  private readonly events = new Map<string, CachedEvent>();

  constructor(
    private readonly seconds: number,
    private readonly size: number,
  ) {}

  keep(channel: string, event: string, data: string): void {
    this.events.delete(channel);
    this.events.set(channel, { event, data, expiresAt: Date.now() + this.seconds * 1000 });
    const oldest = this.events.keys().next();
    if (this.events.size > this.size && !oldest.done) this.events.delete(oldest.value);
  }

  /** The event and the whole seconds it has left, or null. */
  last(channel: string): { event: string; data: string; ttl: number } | null {
    const kept = this.events.get(channel);
    const left = kept ? kept.expiresAt - Date.now() : 0;
    if (!kept || left <= 0) return null;
    return { event: kept.event, data: kept.data, ttl: Math.ceil(left / 1000) };
  }
}
