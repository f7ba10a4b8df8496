/** What one server accepts. Sizes in bytes of UTF-8, times in seconds, unless the name says otherwise. */
export interface Limits {
  /** Silence after which either side asks for a sign of life; told to the client on connecting. */
  activityTimeout: number;
  /** How long the answer to our ping may take before 4201. */
  pongTimeout: number;
  /** Open sockets per app (4004) and per server (4100). */
  connectionsPerApp: number;
  connections: number;
  /** One WebSocket frame from a client; above it the socket is closed with 1009. */
  frameBytes: number;
  /** Unsent bytes after which a socket that does not read is cut off. */
  bufferedBytes: number;
  /** One HTTP body; above it 413 without reading on. */
  bodyBytes: number;
  channelsPerTrigger: number;
  eventsPerBatch: number;
  eventDataBytes: number;
  nameLength: number;
  presenceMembers: number;
  userIdLength: number;
  userInfoBytes: number;
  clientEventsPerSecond: number;
  cacheSeconds: number;
  cachedChannels: number;
  /** How far a request's auth_timestamp may be from our clock. */
  timestampWindow: number;
}

/** The vendor's documented limits; where it documents none, room for development. */
export const LIMITS: Limits = {
  activityTimeout: 120,
  pongTimeout: 30,
  connectionsPerApp: 10_000,
  connections: 20_000,
  frameBytes: 64 * 1024,
  bufferedBytes: 1024 * 1024,
  bodyBytes: 1024 * 1024,
  channelsPerTrigger: 100,
  eventsPerBatch: 10,
  eventDataBytes: 10 * 1024,
  nameLength: 200,
  presenceMembers: 100,
  userIdLength: 128,
  userInfoBytes: 1024,
  clientEventsPerSecond: 10,
  cacheSeconds: 30 * 60,
  cachedChannels: 10_000,
  timestampWindow: 600,
};
