import type { RealtimeApp } from "./apps";
import { Channel, type Member } from "./channel";
import type { Connection } from "./connection";
import { EventCache } from "./event-cache";
import { frame } from "./frames";
import type { Limits } from "./limits";
import { isCache, isPresence, userOfChannel } from "./names";

/** Everything that is alive in one app: its sockets, the channels they occupy, the users they signed in as. */
export class Hub {
  readonly connections = new Map<string, Connection>();
  readonly channels = new Map<string, Channel>();
  readonly cache: EventCache;
  private readonly users = new Map<string, Set<Connection>>();

  constructor(
    readonly app: RealtimeApp,
    readonly limits: Limits,
  ) {
    this.cache = new EventCache(limits.cacheSeconds, limits.cachedChannels);
  }

  /** Subscribes a socket that has passed every check, answers it, and tells the others. */
  join(connection: Connection, name: string, member: Member | null): void {
    const channel = this.channels.get(name) ?? new Channel(name);
    this.channels.set(name, channel);
    connection.channels.add(name);
    const arrived = channel.join(connection, member);
    const data = isPresence(name) ? channel.presence() : {};
    connection.send(frame("pusher_internal:subscription_succeeded", { channel: name, data }));
    if (member && arrived) {
      const added = { user_id: member.userId, user_info: member.info };
      channel.send(frame("pusher_internal:member_added", { channel: name, data: added }), connection.id);
    }
    if (isCache(name)) this.replay(connection, name);
    if (this.app.subscriptionCounts !== false) channel.announceCount();
  }

  /** Unsubscribes a socket and tells the others; an empty channel ceases to exist. */
  leave(connection: Connection, name: string): void {
    const channel = this.channels.get(name);
    if (!channel || !connection.channels.delete(name)) return;
    const gone = channel.leave(connection);
    if (channel.subscribers.size === 0) this.channels.delete(name);
    if (gone) {
      const data = { user_id: gone.userId };
      channel.send(frame("pusher_internal:member_removed", { channel: name, data }));
    }
    if (this.app.subscriptionCounts !== false) channel.announceCount();
  }

  /** Delivers an event of the HTTP API to a channel, or to a user's sockets, except one socket. */
  publish(name: string, event: string, data: string, except?: string): void {
    if (isCache(name)) this.cache.keep(name, event, data);
    const bytes = frame(event, { channel: name, data });
    const userId = userOfChannel(name);
    if (userId === null) this.channels.get(name)?.send(bytes, except);
    for (const connection of userId === null ? [] : this.socketsOf(userId)) {
      if (connection.id !== except) connection.send(bytes);
    }
  }

  signIn(connection: Connection, userId: string): void {
    const sockets = this.users.get(userId) ?? new Set();
    this.users.set(userId, sockets.add(connection));
  }

  socketsOf(userId: string): Connection[] {
    return [...(this.users.get(userId) ?? [])];
  }

  /** Forgets a socket that is gone. */
  drop(connection: Connection): void {
    this.connections.delete(connection.id);
    for (const name of [...connection.channels]) this.leave(connection, name);
    const sockets = connection.user && this.users.get(connection.user.userId);
    if (!sockets) return;
    sockets.delete(connection);
    if (connection.user && sockets.size === 0) this.users.delete(connection.user.userId);
  }

  private replay(connection: Connection, channel: string): void {
    const kept = this.cache.last(channel);
    if (kept) connection.send(frame(kept.event, { channel, data: kept.data }));
    else connection.send(frame("pusher:cache_miss", { channel }));
  }
}
