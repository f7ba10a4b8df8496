import type { Connection } from "./connection";
import { frame } from "./frames";
import { isPresence } from "./names";

export interface Member {
  userId: string;
  info: unknown;
}

/** Above this many subscribers their count is announced every five seconds instead of at once. */
const CROWD = 100;
const CROWD_PAUSE_MS = 5000;

/** An occupied channel: who listens and, on presence channels, as whom. */
export class Channel {
  readonly subscribers = new Map<Connection, Member | null>();
  private readonly members = new Map<string, { info: unknown; sockets: number }>();
  private announcement: NodeJS.Timeout | null = null;

  constructor(readonly name: string) {}

  /** Adds a socket. True when its member was not there through another socket. */
  join(connection: Connection, member: Member | null): boolean {
    this.subscribers.set(connection, member);
    if (!member) return false;
    const known = this.members.get(member.userId);
    this.members.set(member.userId, { info: member.info, sockets: (known?.sockets ?? 0) + 1 });
    return !known;
  }

  /** Removes a socket. Returns the member who left with it, null while others of theirs remain. */
  leave(connection: Connection): Member | null {
    const member = this.subscribers.get(connection);
    this.subscribers.delete(connection);
    if (this.subscribers.size === 0) this.silence();
    const known = member && this.members.get(member.userId);
    if (!known) return null;
    known.sockets -= 1;
    if (known.sockets > 0) return null;
    this.members.delete(member.userId);
    return member;
  }

  /** Sends to every subscriber but the socket with the id `except`. */
  send(bytes: Buffer, except?: string): void {
    for (const connection of this.subscribers.keys()) {
      if (connection.id !== except) connection.send(bytes);
    }
  }

  /** Tells the subscribers how many they are; joins and leaves of one moment share one message. */
  announceCount(): void {
    if (this.announcement || isPresence(this.name) || this.subscribers.size === 0) return;
    const announce = () => {
      this.announcement = null;
      const data = { subscription_count: this.subscribers.size };
      this.send(frame("pusher_internal:subscription_count", { channel: this.name, data }));
    };
    this.announcement = setTimeout(announce, this.subscribers.size > CROWD ? CROWD_PAUSE_MS : 0);
  }

  hasMember(userId: string): boolean {
    return this.members.has(userId);
  }

  memberIds(): string[] {
    return [...this.members.keys()];
  }

  /** Who is there, in the shape that a presence subscription is answered with. */
  presence() {
    const hash = Object.fromEntries([...this.members].map(([id, { info }]) => [id, info]));
    return { presence: { count: this.members.size, ids: this.memberIds(), hash } };
  }

  private silence(): void {
    if (this.announcement) clearTimeout(this.announcement);
    this.announcement = null;
  }
}
