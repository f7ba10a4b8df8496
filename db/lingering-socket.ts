import { EventEmitter } from "node:events";
import { connect, isIP, type Socket } from "node:net";
import { type ConnectionOptions, connect as connectTls } from "node:tls";

const LINGER_MS = 100;
/** Twice what a statement may take. A network that loses everything would keep us waiting for a quarter of an hour. */
const SILENT_MS = 30_000;
/** PostgreSQL's SSLRequest: its length, and the number that stands for it. */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

/** How a connection is secured: not at all, with a server that may decline, or not without. */
export type Security = { mode: "none" } | { mode: "prefer" | "require"; tls: ConnectionOptions };

/**
 * A socket for the option `socket` of postgres.js (3.4.9), which ends the process when the server vanishes during
 * a transaction: it forgets its socket on "close", then writes the ROLLBACK to it from a timer
 * (porsager/postgres#1208). Here "close" comes a moment after the end, and until then whatever is written fails.
 * A server that answers nothing for 30 s counts as vanished. TLS is begun in here: postgres.js would swap the socket for its own.
 */
export function lingeringSocket(security: Security) {
  return (options: { host: string[]; port: number[]; path?: string | false }): LingeringSocket => {
    const host = options.host[0] ?? "localhost";
    return new LingeringSocket(
      options.path ? connect(options.path) : connect(options.port[0] ?? 5432, host),
      host,
      security,
    );
  };
}

type Told = (error?: Error | null) => void;

/** What postgres.js asks of a socket, over one that becomes another when TLS begins. */
export class LingeringSocket extends EventEmitter {
  readyState: "opening" | "open" | "closed" = "opening";
  private gathered: Buffer[] = [];
  private silence: NodeJS.Timeout | undefined;
  private gone = false;
  /** We said goodbye ourselves: nothing is outstanding. */
  private goodbye = false;

  constructor(
    private socket: Socket,
    private readonly host: string,
    security: Security,
  ) {
    super();
    socket.once("connect", () => (security.mode === "none" ? this.opened() : this.negotiate(security)));
    this.follow(socket);
  }

  /** Statements of one turn leave in one packet: each call of the system wakes the server. */
  write(chunk: Buffer, told?: Told): boolean {
    this.silence ??= setTimeout(() => this.destroy(), SILENT_MS).unref();
    this.gathered.push(chunk);
    if (told) return this.leave(told);
    if (this.gathered.length === 1) process.nextTick(() => this.leave());
    return true;
  }

  end(last: Buffer): void {
    this.goodbye = true;
    this.leave();
    this.socket.end(last);
  }

  destroy(): void {
    this.socket.destroy();
  }

  pause(): void {
    this.socket.pause();
  }

  resume(): void {
    this.socket.resume();
  }

  setKeepAlive(on: boolean, delayMs: number): void {
    this.socket.setKeepAlive(on, delayMs);
  }

  /**
   * The server says "S" when it speaks TLS, "N" when it does not. A connection to a port that nobody listens on any more may meet
   * itself, and hear its own question: whatever else comes, the database is not there.
   */
  private negotiate({ mode, tls }: Exclude<Security, { mode: "none" }>): void {
    const plain = this.socket;
    plain.once("data", (answer: Buffer) => {
      const says = String.fromCharCode(answer[0] ?? 0);
      if (says === "S") this.secure(plain, tls);
      else if (says !== "N") plain.destroy(notThere("Somebody else than the database answered."));
      else if (mode === "prefer") this.opened();
      else plain.destroy(new Error("The database does not speak TLS, and its address asks for it."));
    });
    plain.write(sslRequest);
  }

  private secure(plain: Socket, tls: ConnectionOptions): void {
    plain.removeAllListeners();
    this.socket = connectTls({ socket: plain, servername: isIP(this.host) ? undefined : this.host, ...tls });
    this.socket.once("secureConnect", () => this.opened());
    this.follow(this.socket);
  }

  private follow(socket: Socket): void {
    socket.setNoDelay(true);
    socket.on("error", (error) => this.tell(error));
    socket.on("close", (failed) => this.closed(failed));
    socket.on("drain", () => this.emit("drain"));
  }

  private opened(): void {
    this.readyState = "open";
    this.socket.on("data", (bytes: Buffer) => {
      this.heard();
      this.emit("data", bytes);
    });
    this.leave();
  }

  /**
   * Into a connection that is gone nothing leaves, and whoever wrote hears of it in a turn of its own: told at once, a client that
   * tries again would never let go of this turn.
   */
  private leave(told?: Told): boolean {
    if (this.gone) setImmediate(() => this.fail());
    if (this.gathered.length === 0 || (this.readyState === "opening" && !told)) return true;
    const bytes = Buffer.concat(this.gathered);
    this.gathered = [];
    return this.gone ? true : this.socket.write(bytes, told);
  }

  private closed(failed: boolean): void {
    const established = this.readyState === "open";
    this.readyState = "closed";
    this.heard();
    if (this.goodbye || !established) {
      this.emit("close", failed);
      return;
    }
    this.gone = true;
    this.fail();
    setTimeout(() => this.emit("close", false), LINGER_MS);
  }

  private heard(): void {
    clearTimeout(this.silence);
    this.silence = undefined;
  }

  /** Makes postgres.js reject everything outstanding on this connection. */
  private fail(): void {
    this.tell(notThere("The connection to the database was severed."));
  }

  private tell(error: Error): void {
    if (this.listenerCount("error") > 0) this.emit("error", error);
  }
}

/** As postgres.js says it, so that whoever waits for the database tries again. */
const notThere = (what: string) => Object.assign(new Error(what), { code: "CONNECTION_CLOSED" });
