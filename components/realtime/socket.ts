import type Pusher from "pusher-js";
import { joinRoom, type Room, type RoomHandlers } from "./room";

export type Change = {
  kind: string;
  id: string | null;
  /** Told to this member alone: a conversation of theirs. Not known of what the feed tells. */
  own?: boolean;
};

export interface SocketConfig {
  key: string;
  host?: string | undefined;
  port?: number | undefined;
  tls: boolean;
  cluster?: string | undefined;
  /** The organization of the URL. */
  org: string;
  channels: string[];
  /** The one of them that only this member hears. */
  ownChannel: string;
  /** A conversation's own channel is this and its id. */
  conversationPrefix: string;
}

interface Handlers {
  onChanges: (changes: Change[] | "all") => void;
  onState: (state: "connecting" | "connected" | "lost") => void;
  /** From here on a channel's hints come; those before it did not. */
  onHearing: () => void;
}

export interface Socket {
  join: (conversationId: string, handlers: RoomHandlers) => Room;
  close: () => void;
}

/** Opens the socket and hears the channels; its code is loaded after the page. */
export function openSocket(config: SocketConfig, { onChanges, onState, onHearing }: Handlers): Socket {
  let pusher: Pusher | undefined;
  let closed = false;
  const loaded = import("pusher-js").then(({ default: Client }) => {
    if (closed) return null;
    pusher = new Client(config.key, {
      cluster: config.cluster ?? "",
      ...(config.host ? { wsHost: config.host, wsPort: config.port, wssPort: config.port } : {}),
      forceTLS: config.tls,
      disableStats: true,
      enabledTransports: config.tls ? ["wss"] : ["ws"],
      channelAuthorization: { endpoint: `/api/realtime?org=${config.org}`, transport: "ajax" },
    });
    pusher.connection.bind("state_change", ({ current }: { current: string }) => {
      if (current === "connected") onState("connected");
      else if (current === "unavailable" || current === "failed" || current === "disconnected")
        onState("lost");
    });
    for (const name of config.channels) {
      const channel = pusher.subscribe(name);
      channel.bind("pusher:subscription_succeeded", onHearing);
      channel.bind("changed", (data: { changes: "all" | [string, string | null][] }) => {
        const own = name === config.ownChannel;
        onChanges(data.changes === "all" ? "all" : data.changes.map(([kind, id]) => ({ kind, id, own })));
      });
    }
    return pusher;
  });
  return {
    join: (conversationId, handlers) =>
      joinRoom(loaded, `${config.conversationPrefix}${conversationId}`, handlers),
    close: () => {
      closed = true;
      pusher?.disconnect();
    },
  };
}
