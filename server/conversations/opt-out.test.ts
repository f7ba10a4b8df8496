import { expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { type Scope, scopeForSystem } from "@/server/scope";
import { withDatabase } from "@/server/testing/environment";
import { createNumber, createOrganization } from "@/server/testing/factories";
import { receive } from "./receive";

withDatabase();

async function office() {
  const org = await createOrganization();
  const { channelAccountId } = await createNumber(org);
  const system: Scope = await scopeForSystem(org.orgId, "test");
  const says = (body: string, providerId = `wamid.${newId()}`) =>
    inOrg(system, (s) =>
      receive(s, [
        {
          channelAccountId,
          windowHours: 24,
          message: {
            type: "message",
            providerId,
            from: {
              name: "Ana",
              addresses: [{ kind: "phone", value: "5491155550001", address: "+5491155550001" }],
            },
            content: { type: "text", body },
            occurredAt: new Date(),
          },
        },
      ]),
    );
  const ask = <T extends object>(text: string) =>
    inOrg(org.owner.scope, async (s) => [...(await s.sql.unsafe<T[]>(text))]);
  return { says, ask };
}

test("whoever writes the word gets no more promotions from that moment, with the message as evidence, and the thread says so", async () => {
  const { says, ask } = await office();
  await says("Quiero dar de baja la tarjeta");
  expect(await ask("select 1 from consents where purpose = 'marketing'")).toEqual([]);
  await says("BAJA", "wamid.baja");
  await says("BAJA", "wamid.baja");
  const [message] = await ask<{ id: string; seq: number }>(
    "select id, seq from messages where provider_id = 'wamid.baja'",
  );
  expect(
    await ask("select channel, purpose, state, source, evidence from consents where purpose = 'marketing'"),
  ).toEqual([
    {
      ...{ channel: "any", purpose: "marketing", state: "out", source: "keyword" },
      evidence: { messageId: message?.id, text: "BAJA" },
    },
  ]);
  expect(
    await ask("select seq from messages where direction = 'event' and content ->> 'event' = 'opted-out'"),
  ).toEqual([{ seq: (message?.seq ?? 0) + 1 }]);
});
