import type Pusher from "pusher";
import { parseChannel, type RealtimeChannel } from "./channels";

/** The member who asks to listen, as the session and the database know them. */
export interface RealtimeViewer {
  orgId: string;
  memberId: string;
  name: string;
  /** May read every conversation of the organization. */
  seesAll: boolean;
  teamIds: string[];
}

export interface ChannelRequest {
  /** As the browser sent them. */
  socketId: string;
  channel: string;
  viewer: RealtimeViewer;
  /** Asks the database, under the viewer's organization. */
  mayOpenConversation: (conversationId: string) => Promise<boolean>;
  pusher: Pick<Pusher, "authorizeChannel">;
}

/** The viewer may not listen there. Says nothing of why, and so nothing of what exists. */
export class RealtimeRefused extends Error {
  constructor() {
    super("This channel is not open to you");
    this.name = "RealtimeRefused";
  }
}

const SOCKET_ID = /^\d{1,20}\.\d{1,20}$/;
/** Everybody in the channel receives the name, and 1 KB is all there is room for. */
const NAME_CHARACTERS = 100;

/**
 * Signs a subscription for the client of `pusher-js`. Throws RealtimeRefused for a channel of another
 * organization, one outside the viewer's rights, and any text that is not exactly a name of ours: a signature
 * of an unread text could be used as somebody else's sign-in.
 */
export async function authorizeChannel(request: ChannelRequest): Promise<Pusher.ChannelAuthResponse> {
  const { socketId, channel, viewer, pusher } = request;
  const parsed = SOCKET_ID.test(socketId) ? parseChannel(channel) : null;
  if (!parsed || parsed.orgId !== viewer.orgId) throw new RealtimeRefused();
  if (!(await mayListen(parsed, request))) throw new RealtimeRefused();
  return pusher.authorizeChannel(
    socketId,
    channel,
    parsed.kind === "conversation" ? memberData(viewer) : undefined,
  );
}

async function mayListen(channel: RealtimeChannel, request: ChannelRequest): Promise<boolean> {
  const { viewer, mayOpenConversation } = request;
  switch (channel.kind) {
    case "org":
      return viewer.seesAll;
    case "everybody":
      return true;
    case "team":
      return viewer.teamIds.includes(channel.teamId);
    case "member":
      return channel.memberId === viewer.memberId;
    case "conversation":
      return mayOpenConversation(channel.conversationId);
  }
}

function memberData({ memberId, name }: RealtimeViewer): Pusher.PresenceChannelData {
  return { user_id: memberId, user_info: { name: [...name].slice(0, NAME_CHARACTERS).join("") } };
}
