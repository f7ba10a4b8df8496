import type { z } from "zod";
import { inOrg } from "@/db/org";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { findConversation } from "../queries/list";
import { firstName, type Values } from "./rules/variables";
import { type cannedValuesInput, mostCanned } from "./schema";

export interface CannedReply {
  id: string;
  shared: boolean;
  shortcut: string;
  body: string;
  language: "es" | "en" | "pt";
  folder: string | null;
}

/** The shared ones and the member's own, by shortcut. Never more than `mostCanned` of each. */
export async function listCanned(scope: MemberScope): Promise<CannedReply[]> {
  return inOrg(
    scope,
    (s) => s.sql<CannedReply[]>`
      select id, owner_id is null as shared, shortcut, body, language, folder from canned_replies
      where org_id = ${s.orgId} and (owner_id is null or owner_id = ${scope.actor.id})
      order by shortcut, shared, language limit ${2 * mostCanned}`,
  );
}

/** What the variables of a canned reply stand for in a conversation. Throws NOT_FOUND where the member sees none. */
export async function cannedValues(
  scope: MemberScope,
  { conversationId }: z.infer<typeof cannedValuesInput>,
): Promise<Required<Values>> {
  const conversation = await findConversation(scope, conversationId);
  if (!conversation) throw new DomainError("NOT_FOUND");
  const [organization] = await inOrg(
    scope,
    (s) => s.sql<{ name: string }[]>`select name from organizations where id = ${s.orgId}`,
  );
  return {
    "contact.name": conversation.contactName,
    "contact.firstName": firstName(conversation.contactName),
    "agent.name": scope.actor.name,
    "organization.name": organization?.name ?? null,
    "number.name": conversation.channelAccount.name,
  };
}
