import Pusher from "pusher";
import PusherClient from "pusher-js";
import { orgChannel } from "@/server/realtime/channels";

export interface RealtimeAccess {
  appId: string;
  key: string;
  secret: string;
  host: string;
  port: number;
}

/** One open inbox per organization, by the vendor's client; knows when a message's conversation was told to be new. */
export class Screens {
  private readonly waiting = new Map<string, number>();
  private readonly clients: PusherClient[] = [];
  /** From the post of a message to the event that names its conversation, in ms. */
  readonly delays: number[] = [];

  async open(access: RealtimeAccess, orgIds: string[]): Promise<void> {
    await Promise.all(orgIds.map((orgId) => this.openOne(access, orgId)));
  }

  expect(orgId: string, conversationId: string, at: number): void {
    this.waiting.set(`${orgId} ${conversationId}`, at);
  }

  /** How many were never told. */
  get missing(): number {
    return this.waiting.size;
  }

  close(): void {
    for (const client of this.clients) client.disconnect();
  }

  private openOne({ appId, key, secret, host, port }: RealtimeAccess, orgId: string): Promise<void> {
    const signer = new Pusher({ appId, key, secret, host, port: String(port) });
    const client = new PusherClient(key, {
      cluster: "",
      wsHost: host,
      wsPort: port,
      forceTLS: false,
      enabledTransports: ["ws"],
      channelAuthorization: {
        transport: "ajax",
        endpoint: "",
        customHandler: ({ socketId, channelName }, callback) =>
          callback(null, signer.authorizeChannel(socketId, channelName)),
      },
    });
    this.clients.push(client);
    const channel = client.subscribe(orgChannel(orgId));
    channel.bind("changed", (data: { changes: [string, string][] | "all" }) =>
      this.told(orgId, data.changes),
    );
    return new Promise((resolve) => {
      channel.bind("pusher:subscription_succeeded", () => resolve());
    });
  }

  private told(orgId: string, changes: [string, string][] | "all"): void {
    const now = performance.now();
    const named =
      changes === "all"
        ? [...this.waiting.keys()].filter((key) => key.startsWith(orgId))
        : changes.map(([, id]) => `${orgId} ${id}`);
    for (const key of named) {
      const at = this.waiting.get(key);
      if (at === undefined) continue;
      this.waiting.delete(key);
      this.delays.push(now - at);
    }
  }
}
