import { Socket } from "node:net";

const LINGER_MS = 100;
/** Twice what a statement may take. A network that loses everything would keep us waiting for a quarter of an hour. */
const SILENT_MS = 30_000;

/**
 * A socket for the option `socket` of postgres.js (3.4.9), which ends the process when the server vanishes during
 * a transaction: it forgets its socket on "close", then writes the ROLLBACK to it from a timer
 * (porsager/postgres#1208). Here "close" comes a moment after the end, and until then whatever is written fails.
 * A server that answers nothing for 30 s counts as vanished.
 */
export function lingeringSocket(options: { host: string[]; port: number[]; path?: string | false }): Socket {
  const socket = new LingeringSocket();
  if (options.path) socket.connect(options.path);
  else socket.connect(options.port[0] ?? 5432, options.host[0] ?? "localhost");
  return socket.watched();
}

type Write = (bytes: Buffer, told?: unknown) => boolean;

class LingeringSocket extends Socket {
  private established = false;
  private silence: NodeJS.Timeout | undefined;
  private gone = false;
  /** We said goodbye ourselves: nothing is outstanding. Node's own `end`, after the server's, has no last word. */
  private goodbye = false;
  private gathered: Buffer[] = [];

  /** Node gives a socket that connects the `write` of its own class: ours has to come after. */
  watched(): this {
    const write = super.write.bind(this) as Write;
    this.write = (chunk: Buffer, ...told: unknown[]) => {
      this.silence ??= setTimeout(() => this.destroy(), SILENT_MS).unref();
      this.gathered.push(chunk);
      if (typeof told[0] === "function") return this.leave(write, told[0]);
      if (this.gathered.length === 1) process.nextTick(() => this.leave(write));
      return true;
    };
    return this;
  }

  /**
   * What one turn writes leaves in one packet: postgres.js alone calls the system for every statement above 1 KB, and each call
   * wakes the server. Into a connection that is gone nothing leaves, and whoever wrote hears of it in a turn of its own: told at
   * once, a client that tries again would never let go of this turn.
   */
  private leave(write: Write, told?: unknown): boolean {
    const bytes = Buffer.concat(this.gathered);
    this.gathered = [];
    if (this.gone || this.destroyed) setImmediate(() => this.fail());
    else if (bytes.length > 0) return write(bytes, told);
    return true;
  }

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event === "connect") this.established = true;
    if (event === "data" || event === "close") this.heard();
    if (event !== "close" || this.goodbye || !this.established) return super.emit(event, ...args);
    this.gone = true;
    this.fail();
    setTimeout(() => super.emit("close", false), LINGER_MS);
    return true;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the parent's overloads
  override end(...args: any[]): this {
    this.goodbye ||= args[0] !== undefined;
    this.leave(super.write.bind(this) as Write);
    return super.end(...(args as [Buffer]));
  }

  private heard(): void {
    clearTimeout(this.silence);
    this.silence = undefined;
  }

  /** Makes postgres.js reject everything outstanding on this connection. */
  private fail(): void {
    const error = new Error("The connection to the database was severed.");
    if (this.listenerCount("error") > 0)
      super.emit("error", Object.assign(error, { code: "CONNECTION_CLOSED" }));
  }
}
