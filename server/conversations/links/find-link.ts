import { inOrg } from "@/db/org";
import { readLink } from "@/server/crypto";
import { DomainError } from "@/server/errors";
import { limit } from "@/server/rate-limit";
import { type Scope, scopeForLink } from "@/server/scope";
import { inCard } from "@/server/templates/rules/button-place";
import { hostOf } from "@/server/templates/rules/measured-links";
import type { MessageContent } from "../schema";
import type { FollowedLink } from "./schema";

interface Row {
  content: MessageContent;
  campaign_id: string | null;
}

/**
 * What a measured link leads to, out of the message that it is in: never out of the address. Only who guesses is counted by their
 * address, since the phones of a whole city may share one. Throws LINK_INVALID for what we did not sign or what was erased, RATE_LIMITED.
 */
export async function findLink(token: string, ip: string): Promise<{ scope: Scope; link: FollowedLink }> {
  if (!readLink("click", token)) {
    await limit(["followed-link/ip", ip]);
    throw new DomainError("LINK_INVALID");
  }
  const { scope, link } = await scopeForLink("click", token);
  const [row] = await inOrg(
    scope,
    ({ sql, orgId }) => sql<Row[]>`
      select content, campaign_id from messages where org_id = ${orgId} and id = ${link.id} and direction = 'out'`,
  );
  const followed = row ? followedIn(row, link.id, Number(link.word)) : null;
  if (!followed) throw new DomainError("LINK_INVALID");
  return { scope, link: followed };
}

function followedIn({ content, campaign_id }: Row, messageId: string, button: number): FollowedLink | null {
  if (content.type !== "template") return null;
  const link = content.links?.find((one) => one.button === button);
  if (!link || hostOf(link.url) === null) return null;
  return {
    messageId,
    button,
    campaignId: campaign_id,
    templateId: content.templateId ?? null,
    label: labelOf(content, button),
    url: new URL(link.url).href,
    destination: link.pattern ?? link.url,
  };
}

function labelOf({ buttons, cards }: Extract<MessageContent, { type: "template" }>, place: number): string {
  const { card, button } = inCard(place);
  return (card === undefined ? buttons : cards?.[card]?.buttons)?.[button] ?? "";
}
