import { expect, test } from "vitest";
import { sql } from "@/db/client";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { receive } from "@/server/conversations/receive";
import { scopeForSystem } from "@/server/scope";
import { createCampaign } from "./create-campaign";
import { launchCampaign } from "./launch-campaign";
import { findCampaign } from "./queries";
import { sweepAnswers } from "./sweep-answers";
import { campaignWorld } from "./test-world";

const world = campaignWorld();

/** A customer writes, and the process dies before it reacts. */
async function writes(contactId: string): Promise<string> {
  const { org, numberId, query } = world();
  const [row] = await query<{ value: string; address: string }>(
    `select value, address from identities where contact_id = '${contactId}' and kind = 'phone'`,
  );
  const { value, address } = row ?? { value: "", address: "" };
  const { answerIds } = await inOrg(org.owner.scope, (s) =>
    receive(s, [
      {
        channelAccountId: numberId,
        windowHours: 24,
        message: {
          ...{ type: "message" as const, providerId: `wamid.${newId()}`, occurredAt: new Date() },
          from: { name: "Ana", addresses: [{ kind: "phone" as const, value, address }] },
          content: { type: "text" as const, body: "Confirmo" },
        },
      },
    ]),
  );
  return answerIds[0] ?? "";
}

test("an answer whose reaction a crash ate is found by the sweeper, once", async () => {
  const { people, org, draft, prepare, send, query } = world();
  const [contactId = ""] = await people(1);
  const campaignId = newId();
  const given = draft({ audience: { kind: "contacts", contactIds: [contactId] } });
  await createCampaign(org.owner.scope, { clientCampaignId: campaignId, name: "Una", draft: given });
  await launchCampaign(org.owner.scope, { campaignId, version: 1 });
  await prepare(campaignId);
  await send();
  const answerId = await writes(contactId);
  const scope = await scopeForSystem(org.orgId, "sweep-answers");
  const replied = async () => (await findCampaign(org.owner.scope, { campaignId })).funnel.replied;

  // Whoever received it a moment ago is at it.
  await sweepAnswers(scope);
  expect(await replied()).toBe(0);
  await query(`update campaign_answers set at = at - interval '2 minutes' where message_id = '${answerId}'`);
  const due = await sql()<{ org_id: string }[]>`select org_id from resolve_unheard_answers()`;
  expect(due.map((row) => row.org_id)).toEqual([org.orgId]);
  await sweepAnswers(scope);
  expect(await replied()).toBe(1);
  expect(await sql()`select org_id from resolve_unheard_answers()`).toEqual([]);
  await sweepAnswers(scope);
  expect(await replied()).toBe(1);
});
