import { createTRPCClient, httpBatchLink } from "@trpc/client";
import PusherClient from "pusher-js";
import superjson from "superjson";
import { Rounds } from "@/components/realtime/rounds";
import type { AppRouter } from "@/server/router";

export interface PageOf {
  url: string;
  slug: string;
  cookie: string;
  realtime: { key: string; host: string; port: number; channels: string[]; ownChannel: string };
  /** The conversation that stands open in it, if any. */
  conversationId: string | null;
}

export interface Asked {
  /** What reached the server, and the calls in it; and how many were refused or failed. */
  requests: number;
  calls: number;
  failed: number;
}

/** As components/alerts/alerts.tsx and components/realtime/realtime.tsx have them, in ms. */
const [gather, apart, feedEvery, burst] = [600, 4_000, 20_000, 120];

/**
 * One open inbox without a screen: it hears the channels of its member, signed in as such, and asks what the page asks after a hint, by the
 * page's own pace and in its own batches. `told` hears the id of each conversation that a hint names, once it is there.
 */
export class FanoutPage {
  private readonly client;
  private readonly pusher: PusherClient;
  private readonly rounds: Rounds[];
  private readonly timers: ReturnType<typeof setInterval>[] = [];
  private threadTimer: ReturnType<typeof setTimeout> | undefined;
  private newsTimer: ReturnType<typeof setTimeout> | undefined;
  private newsAt = 0;
  private others = 0;
  private cursor: string | null = null;

  constructor(
    private readonly of: PageOf,
    asked: Asked,
    private readonly told: (conversationId: string) => void,
  ) {
    const count = async (input: RequestInfo | URL | string, init?: RequestInit): Promise<Response> => {
      asked.requests++;
      asked.calls += new URL(String(input)).pathname.split(",").length;
      const answer = await fetch(input, init);
      if (!answer.ok) asked.failed++;
      return answer;
    };
    this.client = createTRPCClient<AppRouter>({
      links: [
        httpBatchLink({
          url: `${of.url}/api/trpc`,
          transformer: superjson,
          maxItems: 10,
          maxURLLength: 4_000,
          headers: { "x-hilo-org": of.slug, cookie: of.cookie },
          fetch: count as never,
        }),
      ],
    });
    const others = () => this.others;
    this.rounds = [() => this.list(), () => this.news()].map((round) => new Rounds({ round, others }));
    this.pusher = this.connect();
  }

  /** Hears its channels; resolves when it hears them all. */
  async open(): Promise<void> {
    const { channels, ownChannel } = this.of.realtime;
    await Promise.all(
      channels.map(
        (name) =>
          new Promise<void>((resolve, reject) => {
            const channel = this.pusher.subscribe(name);
            channel.bind("changed", ({ changes }: { changes: "all" | [string, string | null][] }) =>
              this.hear(changes, name === ownChannel),
            );
            channel.bind("pusher:subscription_succeeded", () => resolve());
            channel.bind("pusher:subscription_error", () => reject(new Error(`${name} was refused`)));
          }),
      ),
    );
    await this.feed();
    this.timers.push(setInterval(() => void this.feed(), feedEvery));
  }

  close(): void {
    for (const timer of this.timers) clearInterval(timer);
    for (const timer of [this.threadTimer, this.newsTimer]) clearTimeout(timer);
    for (const rounds of this.rounds) rounds.stop();
    this.pusher.disconnect();
  }

  private connect(): PusherClient {
    const { url, slug, cookie, realtime } = this.of;
    return new PusherClient(realtime.key, {
      cluster: "",
      wsHost: realtime.host,
      wsPort: realtime.port,
      forceTLS: false,
      enabledTransports: ["ws"],
      channelAuthorization: {
        transport: "ajax",
        endpoint: "",
        // By the product's own route: who may not listen, does not.
        customHandler: ({ socketId, channelName }, callback) => {
          fetch(`${url}/api/realtime?org=${slug}`, {
            method: "POST",
            headers: { cookie, "content-type": "application/x-www-form-urlencoded", origin: url },
            body: new URLSearchParams({ socket_id: socketId, channel_name: channelName }),
          })
            .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
            .then(
              (data) => callback(null, data),
              (error: Error) => callback(error, null),
            );
        },
      },
    });
  }

  private hear(changes: "all" | [string, string | null][], own: boolean): void {
    const ids =
      changes === "all" ? [] : changes.flatMap(([kind, id]) => (kind === "conversation" && id ? [id] : []));
    for (const id of ids) this.told(id);
    if (changes !== "all" && ids.length === 0) return;
    for (const rounds of this.rounds) rounds.hear(own);
    const { conversationId } = this.of;
    if (conversationId && (changes === "all" || ids.includes(conversationId)))
      this.threadTimer ??= setTimeout(() => {
        this.threadTimer = undefined;
        this.thread(conversationId);
      }, burst);
  }

  private list(): Promise<unknown> {
    const { conversations, views } = this.client;
    return this.ask([
      // The first section fills the screen: the others are asked for when they come into sight.
      conversations.list.query({ queue: "all", section: "awaiting" }),
      conversations.counts.query({}),
      views.counts.query(),
    ]);
  }

  private thread(conversationId: string): void {
    const { conversations } = this.client;
    void this.ask([
      conversations.byId.query({ id: conversationId }),
      conversations.thread.query({ conversationId }),
      conversations.price.query({ conversationId }),
      conversations.panel.query({ conversationId }),
    ]);
  }

  private news(): void {
    this.newsTimer ??= setTimeout(
      () => {
        this.newsTimer = undefined;
        this.newsAt = Date.now();
        void this.ask([this.client.conversations.alerts.query({})]);
      },
      Math.max(gather, this.newsAt + apart - Date.now()),
    );
  }

  private async feed(): Promise<void> {
    const feed = await this.client.conversations.feed.query({ cursor: this.cursor }).catch(() => null);
    if (!feed) return;
    this.others = feed.others;
    const first = this.cursor === null;
    this.cursor = feed.cursor;
    if (!first && feed.changes.length > 0) for (const rounds of this.rounds) rounds.hear(false);
  }

  private ask(questions: Promise<unknown>[]): Promise<unknown> {
    // Those that fail are counted where they are sent.
    return Promise.allSettled(questions);
  }
}
