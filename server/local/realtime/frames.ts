interface Parts {
  channel?: string;
  /** A string goes out as it is, anything else as the JSON text of it: the protocol encodes data twice. */
  data?: unknown;
  userId?: string;
}

/** One server-to-client message, encoded once however many sockets receive it. */
export function frame(event: string, { channel, data, userId }: Parts = {}): Buffer {
  return Buffer.from(JSON.stringify({ event, channel, data: asText(data), user_id: userId }));
}

/** A `pusher:error`, which leaves the socket open. `code` null where the protocol has none. */
export function errorFrame(code: number | null, message: string): Buffer {
  return frame("pusher:error", { data: { code, message } });
}

/** The protocol's `data` field. Throws RangeError when nested too deeply to encode. */
export function asText(data: unknown): string {
  return typeof data === "string" ? data : JSON.stringify(data ?? {});
}
