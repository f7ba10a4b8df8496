import type { OrgScope } from "@/db/org";

export interface Reaction {
  targetProviderId: string;
  by: "customer" | "us";
  /** Empty: taken back. */
  emoji: string;
  occurredAt: Date;
}

/** The one reaction of each side to a message; the newest by its own time stands. Part of what its callers record. */
export async function setReaction(
  { sql }: OrgScope,
  channelAccountId: string,
  { targetProviderId, by, emoji, occurredAt }: Reaction,
): Promise<void> {
  await sql`
    insert into reactions (channel_account_id, target_provider_id, by, emoji, occurred_at)
    values (${channelAccountId}, ${targetProviderId}, ${by}, ${emoji}, ${occurredAt.toISOString()})
    on conflict (org_id, channel_account_id, target_provider_id, by) do update
      set emoji = excluded.emoji, occurred_at = excluded.occurred_at where reactions.occurred_at <= excluded.occurred_at`;
}
