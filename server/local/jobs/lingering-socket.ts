import { Socket } from "node:net";

const LINGER_MS = 100;

/**
 * A socket for the option `socket` of postgres.js (3.4.9), which ends the process when the server vanishes during
 * a transaction: it forgets its socket on "close", then writes the ROLLBACK to it from a timer
 * (porsager/postgres#1208). Here "close" comes a moment after the end, and until then whatever is written fails.
 */
export function lingeringSocket({ host, port }: { host: string[]; port: number[] }): Socket {
  return new LingeringSocket().connect(port[0] ?? 5432, host[0] ?? "localhost");
}

class LingeringSocket extends Socket {
  private gone = false;
  /** We said goodbye ourselves: nothing is outstanding. Node's own `end`, after the server's, has no last word. */
  private goodbye = false;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    if (event !== "close" || this.goodbye) return super.emit(event, ...args);
    this.gone = true;
    this.fail();
    setTimeout(() => super.emit("close", false), LINGER_MS);
    return true;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the parent's overloads
  override write(...args: any[]): boolean {
    if (!this.gone) return super.write(...(args as [Buffer]));
    setImmediate(() => this.fail());
    return true;
  }

  // biome-ignore lint/suspicious/noExplicitAny: the parent's overloads
  override end(...args: any[]): this {
    this.goodbye ||= args[0] !== undefined;
    return super.end(...(args as [Buffer]));
  }

  /** Makes postgres.js reject everything outstanding on this connection. */
  private fail(): void {
    const error = new Error("The connection to the database was severed.");
    if (this.listenerCount("error") > 0)
      super.emit("error", Object.assign(error, { code: "CONNECTION_CLOSED" }));
  }
}
