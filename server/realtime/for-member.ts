import { env } from "@/server/env";
import { allows } from "@/server/permissions";
import type { MemberScope } from "@/server/scope";
import { conversationPrefix, everybodyChannel, memberChannel, orgChannel, teamChannel } from "./channels";

/** What a member's browser needs to hear its hints: no secret, and the channels that the member may hear. */
export function realtimeFor({ orgId, slug, actor }: MemberScope) {
  const { PUSHER_KEY, PUSHER_HOST, PUSHER_PORT, PUSHER_TLS, PUSHER_CLUSTER } = env();
  const all = allows(actor.role, "conversations:read-all");
  const ownChannel = memberChannel(orgId, actor.id);
  const channels = [
    everybodyChannel(orgId),
    ownChannel,
    ...(all ? [orgChannel(orgId)] : actor.teamIds.map((id) => teamChannel(orgId, id))),
  ];
  return {
    key: PUSHER_KEY,
    host: PUSHER_HOST,
    port: PUSHER_PORT,
    tls: PUSHER_TLS,
    cluster: PUSHER_CLUSTER,
    org: slug,
    channels,
    ownChannel,
    conversationPrefix: conversationPrefix(orgId),
  };
}
