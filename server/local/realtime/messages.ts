import { z } from "zod";
import type { Connection } from "./connection";
import { asText, errorFrame, frame } from "./frames";
import { isEncrypted, needsAuth } from "./names";
import { signIn } from "./sign-in";
import { subscribe, unsubscribe } from "./subscribe";

const message = z.object({
  event: z.string().min(1),
  channel: z.string().optional(),
  data: z.unknown().optional(),
});

type Message = z.infer<typeof message>;

/** Acts on one text frame of a client. What is not understood is answered with `pusher:error`, never thrown. */
export function receive(connection: Connection, text: string): void {
  const answer = answerTo(connection, text);
  if (answer) connection.send(answer);
}

function answerTo(connection: Connection, text: string): Buffer | null {
  const parsed = message.safeParse(parse(text));
  if (!parsed.success) return errorFrame(null, "Invalid message: expected a JSON object with an event");
  try {
    return dispatch(connection, parsed.data);
  } catch (error) {
    // Encoding data of thousands of levels overflows the stack; everything else is a fault of ours.
    if (!(error instanceof RangeError)) throw error;
    return errorFrame(null, "Invalid message: nested too deeply");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each handler returns the frame to answer with, or null when there is nothing to say. */
function dispatch(connection: Connection, { event, channel, data }: Message): Buffer | null {
  // Some libraries encode data twice in this direction too.
  const payload = typeof data === "string" ? parse(data) : data;
  switch (event) {
    case "pusher:ping":
      return frame("pusher:pong");
    case "pusher:pong":
      return null;
    case "pusher:subscribe":
      return subscribe(connection, payload);
    case "pusher:unsubscribe":
      return unsubscribe(connection, payload);
    case "pusher:signin":
      return signIn(connection, payload);
    default:
      return /^pusher(_internal)?:/.test(event)
        ? errorFrame(null, `Unknown event ${event.slice(0, 200)}`)
        : clientEvent(connection, event, channel ?? "", asText(data));
  }
}

function clientEvent(connection: Connection, event: string, channel: string, data: string): Buffer | null {
  const refusal = clientEventRefusal(connection, event, channel, data);
  if (refusal) return errorFrame(4301, `Client event rejected - ${refusal}`);
  const subscribed = connection.hub.channels.get(channel);
  const userId = subscribed?.subscribers.get(connection)?.userId;
  subscribed?.send(frame(event, { channel, data, userId }), connection.id);
  return null;
}

function clientEventRefusal(connection: Connection, event: string, channel: string, data: string) {
  const { app, limits } = connection.hub;
  if (!app.clientMessages) return "client events are not enabled for this app";
  if (!event.startsWith("client-")) return "event names must begin with client-";
  if (event.length > limits.nameLength) return `event names have at most ${limits.nameLength} characters`;
  if (!needsAuth(channel)) return "only supported on private and presence channels";
  if (isEncrypted(channel)) return "not supported on encrypted channels";
  if (!connection.channels.has(channel)) return "you are not subscribed to this channel";
  if (Buffer.byteLength(data) > limits.eventDataBytes) return "the data is too large";
  if (!connection.mayPublish()) return "you have exceeded the rate limit";
  return null;
}
