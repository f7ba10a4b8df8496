import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { withDatabase } from "@/server/testing/environment";
import { createConversation, createOrganization, type TestOrganization } from "@/server/testing/factories";
import { readTemplateUsage } from "./queries";

withDatabase();

/** A template that was handed over so many days ago, and what the carrier charged for it, step by step, in micros. */
async function sent(org: TestOrganization, name: string, daysAgo: number, charges: number[]): Promise<void> {
  const { messageId: heard } = await createConversation(org);
  const [messageId, usageId] = [newId(), newId()];
  const content = JSON.stringify({ type: "template", name, language: "es_AR" });
  await inOrg(org.owner.scope, async ({ sql }) => {
    await sql`
      insert into messages (id, conversation_id, seq, channel_account_id, contact_id, identity_id, direction, origin, kind, content,
        occurred_at, recorded_at)
      select ${messageId}, conversation_id, seq + 1, channel_account_id, contact_id, identity_id, 'out', 'agent', 'template',
        ${content}::text::jsonb, occurred_at, recorded_at from messages where id = ${heard}`;
    await sql`
      insert into usage_events (id, kind, message_id, conversation_id, contact_id, channel_account_id, origin, category, occurred_at)
      select ${usageId}, 'HSM', id, conversation_id, contact_id, channel_account_id, 'agent', 'utility',
        app_now() - ${`${daysAgo} days`}::interval from messages where id = ${messageId}`;
    for (const [step, micros] of charges.entries())
      await sql`
        insert into charges (usage_event_id, step, kind, micros, currency, pricing_type, category, reason)
        values (${usageId}, ${step}, ${step === 0 ? "charge" : "re-rate"}, ${micros}, 'USD', 'regular', 'utility', 'listed')`;
  });
}

test("what was sent in 30 days is counted once each, its charges summed, others' unseen", async () => {
  const [org, other] = [await createOrganization(), await createOrganization()];
  await sent(org, "turno", 1, [26_000, -1_000]);
  await sent(org, "turno", 29, [26_000]);
  await sent(org, "turno", 31, [26_000]);
  await sent(org, "gratis", 2, []);
  await sent(other, "turno", 1, [26_000]);
  const usage = await readTemplateUsage(org.owner.scope);
  const total = (name: string) => {
    const own = usage.filter((one) => one.name === name);
    const costs = own.flatMap((one) => one.costs);
    return {
      sent: own.reduce((sum, one) => sum + one.sent, 0),
      micros: costs.reduce((sum, one) => sum + one.micros, 0n),
    };
  };
  expect(total("turno")).toEqual({ sent: 2, micros: 51_000n });
  expect(total("gratis")).toEqual({ sent: 1, micros: 0n });
  expect(usage.find(({ name }) => name === "gratis")?.costs).toEqual([]);
});
