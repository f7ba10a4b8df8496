import { z } from "zod";
import type { Member } from "./channel";
import type { Connection } from "./connection";
import { errorFrame, frame } from "./frames";
import { isChannelName, isPresence, needsAuth, userOfChannel } from "./names";
import { signsChannel } from "./signatures";

const request = z.object({
  channel: z.string(),
  auth: z.string().nullish(),
  channel_data: z.string().nullish(),
});

const channelData = z.object({
  user_id: z.union([z.string().min(1), z.number()]).transform(String),
  user_info: z
    .unknown()
    .optional()
    .transform((info) => info ?? null),
});

interface Refusal {
  type: "AuthError" | "InvalidName" | "LimitReached";
  error: string;
  status: number;
}

/** `pusher:subscribe`: joins the channel, or answers `pusher:subscription_error` {type, error, status}. */
export function subscribe(connection: Connection, data: unknown): Buffer | null {
  const parsed = request.safeParse(data);
  if (!parsed.success) return errorFrame(null, "Invalid pusher:subscribe: channel is missing");
  const { channel } = parsed.data;
  if (connection.channels.has(channel))
    return errorFrame(null, `Existing subscription to channel ${channel}`);
  const userId = userOfChannel(channel);
  if (userId !== null) return subscribeToOwn(connection, channel, userId);
  const refusal = join(connection, parsed.data);
  return refusal && frame("pusher:subscription_error", { channel, data: refusal });
}

/** `pusher:unsubscribe`. */
export function unsubscribe(connection: Connection, data: unknown): Buffer | null {
  const parsed = request.safeParse(data);
  if (!parsed.success) return errorFrame(null, "Invalid pusher:unsubscribe: channel is missing");
  const { channel } = parsed.data;
  if (userOfChannel(channel) !== null) return null;
  if (!connection.channels.has(channel)) {
    return errorFrame(null, "No current subscription to this channel, or subscription in progress");
  }
  connection.hub.leave(connection, channel);
  return null;
}

/** Signing in already delivers the user's events; clients ask all the same and wait for the answer. */
function subscribeToOwn(connection: Connection, channel: string, userId: string): Buffer {
  if (connection.user?.userId === userId) return frame("pusher_internal:subscription_succeeded", { channel });
  return frame("pusher:subscription_error", { channel, data: unsigned });
}

function join(connection: Connection, { channel, auth, channel_data }: z.infer<typeof request>) {
  if (!isChannelName(channel)) return invalidName;
  const claim = { socketId: connection.id, channel, channelData: channel_data ?? undefined };
  if (needsAuth(channel) && !signsChannel(connection.hub.app, auth ?? "", claim)) return unsigned;
  const member = isPresence(channel) ? memberOf(connection, channel, channel_data) : null;
  if (member && "error" in member) return member;
  connection.hub.join(connection, channel, member);
  return null;
}

/** Who joins a presence channel: as signed in channel_data, else as the socket is signed in. */
function memberOf(connection: Connection, name: string, text: string | null | undefined): Member | Refusal {
  const { limits, channels } = connection.hub;
  const member = text ? parseMember(text) : connection.user;
  if (!member) return { type: "AuthError", error: "channel_data needs a user_id", status: 400 };
  const info = JSON.stringify(member.info);
  if (member.userId.length > limits.userIdLength || Buffer.byteLength(info) > limits.userInfoBytes) {
    return { type: "LimitReached", error: "user_id or user_info is too large", status: 413 };
  }
  const channel = channels.get(name);
  const full = channel && channel.memberIds().length >= limits.presenceMembers;
  if (full && !channel.hasMember(member.userId)) {
    return { type: "LimitReached", error: "The channel has no room for more members", status: 4004 };
  }
  return member;
}

function parseMember(text: string): Member | null {
  try {
    const { user_id, user_info } = channelData.parse(JSON.parse(text));
    return { userId: user_id, info: user_info };
  } catch {
    return null;
  }
}

const unsigned: Refusal = { type: "AuthError", error: "The connection is not authorized", status: 401 };
const invalidName: Refusal = { type: "InvalidName", error: "Invalid channel name", status: 400 };
