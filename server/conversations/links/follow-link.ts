import type { OrgScope } from "@/db/org";
import { isMachine } from "@/server/channels/rules/machine";
import { DomainError } from "@/server/errors";
import { log } from "@/server/log";
import { findLink } from "./find-link";
import { linkHeaders } from "./link-headers";
import { recordClick } from "./record-click";
import type { FollowedLink } from "./schema";

/**
 * Sends whoever follows a measured link on to where it leads, and counts them; whatever keeps us from counting keeps nobody from the page
 * they were promised. Machines that look at links are sent on and not counted. Throws as findLink().
 */
export async function followLink(
  token: string,
  request: Request,
  ip: string,
  also: (s: OrgScope, link: FollowedLink) => Promise<void>,
): Promise<Response> {
  const { scope, link } = await findLink(token, ip);
  if (!isMachine(request))
    await recordClick(scope, link, also).catch((error: unknown) => {
      if (error instanceof DomainError && error.code === "RATE_LIMITED") return;
      log().error({ err: error, messageId: link.messageId }, "A link was followed and not counted");
    });
  return new Response(null, { status: 302, headers: { ...linkHeaders, location: link.url } });
}
