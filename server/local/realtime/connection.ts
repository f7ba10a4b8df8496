import { randomInt } from "node:crypto";
import type { WebSocket } from "ws";
import type { Member } from "./channel";
import { frame } from "./frames";
import type { Hub } from "./hub";

const ID_PART = 2 ** 40;

/** One accepted socket: what it listens to, who it is, whether it is still there and keeps up. */
export class Connection {
  readonly id = `${randomInt(1, ID_PART)}.${randomInt(1, ID_PART)}`;
  readonly channels = new Set<string>();
  user: Member | null = null;
  private seenAt = performance.now();
  private watch: NodeJS.Timeout;
  private second = { startedAt: 0, events: 0 };

  constructor(
    private readonly socket: WebSocket,
    readonly hub: Hub,
  ) {
    this.watch = this.watchSilence();
  }

  /** Notes a sign of life; any frame counts. Cheap, since the timer looks at the time by itself. */
  seen(): void {
    this.seenAt = performance.now();
  }

  /** Sends, unless the peer has stopped reading: then it is cut off, because memory is everybody's. */
  send(bytes: Buffer): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    const behind = this.socket.bufferedAmount > this.hub.limits.bufferedBytes;
    // A close frame would wait behind the very bytes that are not read.
    if (behind) this.socket.terminate();
    else this.socket.send(bytes, { binary: false });
  }

  /** Closes with a code of the protocol; the client decides by it whether to come back. */
  close(code: number, reason: string): void {
    this.socket.close(code, reason);
  }

  /** Counts one client event; false when this second's allowance is used up. */
  mayPublish(): boolean {
    const now = performance.now();
    if (now - this.second.startedAt >= 1000) this.second = { startedAt: now, events: 0 };
    this.second.events += 1;
    return this.second.events <= this.hub.limits.clientEventsPerSecond;
  }

  /** Ends the timer and leaves every channel. */
  ended(): void {
    clearTimeout(this.watch);
    this.hub.drop(this);
  }

  /** Sleeps until the socket could have been silent for too long, then asks whether it is there. */
  private watchSilence(): NodeJS.Timeout {
    const left = this.hub.limits.activityTimeout * 1000 - (performance.now() - this.seenAt);
    return setTimeout(
      () => {
        const silent = performance.now() - this.seenAt >= this.hub.limits.activityTimeout * 1000;
        this.watch = silent ? this.ask() : this.watchSilence();
      },
      Math.max(0, left),
    );
  }

  private ask(): NodeJS.Timeout {
    const askedAt = performance.now();
    this.send(frame("pusher:ping"));
    return setTimeout(() => {
      if (this.seenAt >= askedAt) this.watch = this.watchSilence();
      else this.close(4201, "Pong reply not received in time");
    }, this.hub.limits.pongTimeout * 1000);
  }
}
