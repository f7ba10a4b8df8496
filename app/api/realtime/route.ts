import { scopeForRequest } from "@/server/auth-session";
import { findConversation } from "@/server/conversations/queries/list";
import { env } from "@/server/env";
import { problem, sameOrigin } from "@/server/http";
import { allows } from "@/server/permissions";
import { authorizeChannel, RealtimeRefused } from "@/server/realtime/authorize";
import { pusherClient, pusherConfig } from "@/server/realtime/client";

export const dynamic = "force-dynamic";

/** Signs a subscription: `?org=slug`, body `socket_id` and `channel_name` as pusher-js sends them. */
export async function POST(request: Request): Promise<Response> {
  try {
    sameOrigin(request);
    const scope = await scopeForRequest(new URL(request.url).searchParams.get("org") ?? "");
    const form = new URLSearchParams((await request.text()).slice(0, 2_000));
    const { id: memberId, name, role, teamIds } = scope.actor;
    const auth = await authorizeChannel({
      socketId: form.get("socket_id") ?? "",
      channel: form.get("channel_name") ?? "",
      viewer: {
        orgId: scope.orgId,
        memberId,
        name,
        seesAll: allows(role, "conversations:read-all"),
        teamIds,
      },
      mayOpenConversation: async (id) =>
        allows(role, "conversations:read") && (await findConversation(scope, id)) !== null,
      pusher: pusherClient(pusherConfig(env())),
    });
    return Response.json(auth, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    if (error instanceof RealtimeRefused) return Response.json({ code: "FORBIDDEN" }, { status: 403 });
    return problem(error);
  }
}
