import { inOrg } from "@/db/org";
import { scopeForSystem } from "@/server/scope";

/** What a thread holds that is long. */
export const longThread = 500;

/** Fills conversations up to so many messages, both sides in turns, the customer last. They lie before now by minutes. */
export async function lengthen(orgId: string, ids: string[]): Promise<void> {
  await inOrg(await scopeForSystem(orgId, "bench"), async ({ sql }) => {
    await sql`
      with due as (
        select c.*, k.seq, (${longThread} - k.seq) % 2 = 0 as inbound, gen_random_uuid() as message_id,
          now() - (${longThread} - k.seq) * interval '4 minutes' as at
        from conversations c cross join lateral generate_series(c.last_seq + 1, ${longThread}) k(seq)
        where c.org_id = ${orgId} and c.id = any(${ids}::uuid[])
      ), written as (
        insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
          author_id, occurred_at, recorded_at)
        select message_id, id, seq, channel_account_id, contact_id, identity_id, case when inbound then 'in' else 'out' end,
          case when inbound then 'customer' else 'agent' end, 'text',
          jsonb_build_object('type', 'text', 'body', case when inbound then 'Hola, sigo con la misma duda del pedido ' || seq || '. ¿Pudieron verlo?'
            else 'Sí, ya lo estamos viendo con el depósito. Te confirmo en un rato. ' || seq end),
          case when inbound then null else assignee_id end, at, at from due
      ), delivered as (
        insert into deliveries (message_id, conversation_id, seq, channel_account_id, state, pending, rank, epoch, attempts, queued_at,
          claimed_at, accepted_at)
        select message_id, id, seq, channel_account_id, 'accepted', false, 5, 1, 1, at, at, at from due where not inbound
      )
      update conversations set last_seq = ${longThread} where org_id = ${orgId} and id = any(${ids}::uuid[])`;
  });
}
