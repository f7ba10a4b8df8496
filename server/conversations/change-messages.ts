import type { OrgScope } from "@/db/org";
import { asRow } from "@/db/rows";
import { record } from "@/server/audit/record";
import type { InboundPart } from "@/server/channels/adapter";
import { publish } from "@/server/realtime/publish";
import { setReaction } from "./set-reaction";

export type MessageChange = Extract<InboundPart, { type: "reaction" | "edit" | "revoke" }>;

/**
 * Applies what the author of a message did to it later: reaction, edit, revoke; the newest by the carrier's time stands.
 * Returns false when the message is not ours to change (yet): the caller parks it. A reaction may precede its message.
 */
export async function changeMessage(
  scope: OrgScope,
  channelAccountId: string,
  change: MessageChange,
): Promise<boolean> {
  const found = await apply(scope, channelAccountId, change);
  if (!found) return change.type === "reaction";
  await record(scope, {
    action: pastOf[change.type],
    subject: ["message", found.id],
  });
  await publish(scope, [{ kind: "conversation", id: found.conversation_id }]);
  return true;
}

const pastOf = {
  reaction: "message.reacted",
  edit: "message.edited",
  revoke: "message.revoked",
} as const;

interface Found {
  id: string;
  conversation_id: string;
}

async function apply(scope: OrgScope, account: string, change: MessageChange): Promise<Found | undefined> {
  if (change.type === "reaction") return react(scope, account, change);
  const { sql, orgId } = scope;
  const at = change.occurredAt.toISOString();
  const origin = change.echo ? "out" : "in";
  const [found] =
    change.type === "edit"
      ? await sql<Found[]>`
          update messages set edited_at = ${at}, content = ${asRow(change.content)}::text::jsonb
            || case when content ? 'attachmentId' then jsonb_build_object('attachmentId', content -> 'attachmentId') else '{}' end
            || case when content ? 'transcript' then jsonb_build_object('transcript', content -> 'transcript') else '{}' end
          where org_id = ${orgId} and channel_account_id = ${account} and provider_id = ${change.targetProviderId}
            and direction = ${origin} and (edited_at is null or edited_at <= ${at}) returning id, conversation_id`
      : await sql<Found[]>`
          update messages set revoked_at = least(revoked_at, ${at}::timestamptz)
          where org_id = ${orgId} and channel_account_id = ${account} and provider_id = ${change.targetProviderId}
            and direction = ${origin} returning id, conversation_id`;
  return found;
}

async function react(
  scope: OrgScope,
  account: string,
  change: Extract<MessageChange, { type: "reaction" }>,
): Promise<Found | undefined> {
  const { sql, orgId } = scope;
  await setReaction(scope, account, { ...change, by: change.echo ? "us" : "customer" });
  const [found] = await sql<Found[]>`
    select id, conversation_id from messages
    where org_id = ${orgId} and channel_account_id = ${account} and provider_id = ${change.targetProviderId}
    union all
    select message_id, conversation_id from deliveries
    where org_id = ${orgId} and channel_account_id = ${account} and provider_id = ${change.targetProviderId} limit 1`;
  return found;
}
