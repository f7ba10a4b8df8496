import { connect, type Socket } from "node:net";

/**
 * One kept connection that carries one request at a time: the cheapest client there is, so that the load takes as little as it can
 * of the cores that it shares with what is measured.
 */
export class HttpLane {
  private socket: Socket | undefined;
  private received = "";
  private waiting: { resolve: (status: number) => void; reject: (error: Error) => void } | undefined;

  constructor(private readonly port: number) {}

  /** Sends prepared bytes; resolves with the status once the whole answer is there. */
  send(bytes: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket ??= this.open();
      this.socket.write(bytes);
    });
  }

  close(): void {
    this.socket?.destroy();
  }

  private open(): Socket {
    const socket = connect(this.port, "127.0.0.1");
    socket.setNoDelay(true);
    socket.setEncoding("latin1");
    socket.on("data", (text: string) => this.read(text));
    const lost = (error?: Error) => {
      this.socket = undefined;
      this.received = "";
      this.waiting?.reject(error ?? new Error("the connection was closed"));
      this.waiting = undefined;
    };
    socket.on("error", lost);
    socket.on("close", () => lost());
    return socket;
  }

  private read(text: string): void {
    this.received += text;
    if (!whole(this.received)) return;
    const status = Number(this.received.slice(9, 12));
    this.received = "";
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.resolve(status);
  }
}

function whole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = text.slice(0, end).toLowerCase();
  if (head.includes("transfer-encoding: chunked")) return text.endsWith("0\r\n\r\n");
  const length = /content-length: (\d+)/.exec(head)?.[1];
  return text.length >= end + 4 + Number(length ?? 0);
}

/** The bytes of a POST with a JSON body. */
export function postBytes(path: string, body: string, headers: Record<string, string> = {}): Buffer {
  const lines = Object.entries({ "content-type": "application/json", ...headers }).map(
    ([k, v]) => `${k}: ${v}\r\n`,
  );
  const length = Buffer.byteLength(body);
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nhost: localhost\r\n${lines.join("")}content-length: ${length}\r\n\r\n${body}`,
  );
}
