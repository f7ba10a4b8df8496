import { createServer, type RequestListener, type Server } from "node:http";
import { Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";
import { freePort } from "@/server/local/ports";

export const eventKey = "event-key-of-the-tests";
export const signingKey = `signkey-test-${"5a".repeat(32)}`;

/** What the functions of a test did, in order; a test waits for an entry instead of for time. */
export class Journal {
  readonly entries: string[] = [];
  private readonly waiting = new Set<() => void>();

  write(entry: string): void {
    this.entries.push(entry);
    for (const look of this.waiting) look();
  }

  /** Resolves when `count` entries are equal to `entry` (or begin with it, up to a `*`). */
  seen(entry: string, count = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.all(entry).length < count) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  all(entry: string): string[] {
    const matches = (one: string) =>
      entry.endsWith("*") ? one.startsWith(entry.slice(0, -1)) : one === entry;
    return this.entries.filter(matches);
  }
}

/** An app with the vendor's SDK behind a plain HTTP server, which can go away and come back on its port. */
export class TestApp {
  readonly journal = new Journal();
  private server: Server | undefined;

  private constructor(
    readonly client: Inngest,
    readonly port: number,
    readonly enginePort: number,
  ) {}

  static async create(id: string): Promise<TestApp> {
    const [port, enginePort] = [await freePort(), await freePort()];
    const quiet = { debug() {}, info() {}, warn() {}, error() {} };
    const client = new Inngest({
      id,
      eventKey,
      signingKey,
      isDev: false,
      baseUrl: `http://127.0.0.1:${enginePort}`,
      logger: quiet,
    });
    return new TestApp(client, port, enginePort);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/api/inngest`;
  }

  /** Serves these functions, or any other listener, until `down`. */
  async up(functions: InngestFunction.Any[] | RequestListener): Promise<void> {
    const listener =
      typeof functions === "function"
        ? functions
        : serve({ client: this.client, functions, servePath: "/api/inngest" });
    const server = createServer(listener);
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, "127.0.0.1", resolve));
  }

  /** Goes away as a killed process does: answers under way are severed. */
  async down(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}

/** A clock that a test moves. */
export class TestClock {
  private offset = 0;
  readonly now = () => new Date(Date.now() + this.offset);

  advance(ms: number): void {
    this.offset += ms;
  }
}
