const CHANNEL = /^[A-Za-z0-9_\-=@,.;]{1,200}$/;
const CACHE = /^(private-|private-encrypted-|presence-)?cache-/;
const SERVER_TO_USER = "#server-to-user-";
const SOCKET_ID = /^\d+\.\d+$/;

/** A name that clients may subscribe to by themselves: letters, digits and `_-=@,.;`, at most 200. */
export function isChannelName(name: string): boolean {
  return CHANNEL.test(name);
}

export function isSocketId(id: string): boolean {
  return SOCKET_ID.test(id);
}

/** Private and presence channels: a subscription needs the app's signature. */
export function needsAuth(channel: string): boolean {
  return channel.startsWith("private-") || isPresence(channel);
}

export function isPresence(channel: string): boolean {
  return channel.startsWith("presence-");
}

export function isEncrypted(channel: string): boolean {
  return channel.startsWith("private-encrypted-");
}

/** Cache channels replay their last event to every new subscriber. */
export function isCache(channel: string): boolean {
  return CACHE.test(channel);
}

/** The user behind `#server-to-user-ID`, or null for every other name. */
export function userOfChannel(channel: string): string | null {
  return channel.startsWith(SERVER_TO_USER) ? channel.slice(SERVER_TO_USER.length) || null : null;
}
