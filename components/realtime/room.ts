import type Pusher from "pusher-js";
import type { PresenceChannel } from "pusher-js";

export interface Viewer {
  id: string;
  name: string;
}

export interface RoomHandlers {
  /** Everybody else who has the conversation open, each once. */
  onViewers: (viewers: Viewer[]) => void;
  onTyping: (memberId: string, typing: boolean) => void;
}

export interface Room {
  /** Tells the others; the caller sees to it that it is not said with every key. */
  tell: (typing: boolean) => void;
  leave: () => void;
}

/** The two words that browsers say to each other; no text of anybody goes with them. */
const words = { true: "client-typing", false: "client-paused" } as const;

/** Takes a place among those who have a conversation open, once the socket is there. */
export function joinRoom(
  loaded: Promise<Pusher | null>,
  name: string,
  { onViewers, onTyping }: RoomHandlers,
): Room {
  let channel: PresenceChannel | undefined;
  let left = false;
  void loaded.then((pusher) => {
    if (!pusher || left) return;
    channel = pusher.subscribe(name) as PresenceChannel;
    const tell = () => channel && onViewers(others(channel));
    for (const event of ["subscription_succeeded", "member_added", "member_removed"])
      channel.bind(`pusher:${event}`, tell);
    for (const typing of [true, false])
      channel.bind(words[`${typing}`], (_: unknown, from?: { user_id?: string }) => {
        if (from?.user_id) onTyping(from.user_id, typing);
      });
  });
  return {
    tell: (typing) => {
      if (channel?.subscribed) channel.trigger(words[`${typing}`], {});
    },
    leave: () => {
      left = true;
      void loaded.then((pusher) => {
        channel?.unbind();
        if (channel) pusher?.unsubscribe(name);
      });
    },
  };
}

function others({ members }: PresenceChannel): Viewer[] {
  const found: Viewer[] = [];
  members.each(({ id, info }: { id: string; info: { name?: string } }) => {
    if (id !== members.myID) found.push({ id, name: info.name ?? "" });
  });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
