import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/db/id";
import { inOrg } from "@/db/org";
import { recordConsents } from "@/server/contacts/consent/record-consents";
import { claimStarted } from "@/server/reactions";
import type { MemberScope } from "@/server/scope";
import { syncConnectionTemplates } from "@/server/templates/sync-all";
import { createConversation } from "@/server/testing/factories";
import { withQuietCarrier } from "@/server/testing/quiet-carrier";
import { createWorld, type World } from "@/server/testing/world";
import { chat } from "../channels/sandbox/queries";
import { close } from "./close";
import { deliveriesSettled } from "./deliver";
import { readStart } from "./queries/start";
import { type StartInput, startConversation } from "./start-conversation";

withQuietCarrier();

let world: World;
let agent: MemberScope;
let reminder: StartInput["say"];
let typed = 0;
beforeAll(async () => {
  world = await createWorld();
  agent = world.members.agent.scope;
  await syncConnectionTemplates(world.org.owner.scope);
  const [real] = await ask<{ id: string }>("select id from templates where name = 'recordatorio_de_turno'");
  reminder = {
    type: "template",
    templateId: real?.id ?? "",
    values: { "1": "Ana", "2": "viernes", "3": "10:30" },
  };
});

const phone = () => `+54 9 11 5263 ${String(7000 + ++typed)}`;
const start = (given: Partial<StartInput>, as = agent) =>
  startConversation(
    as,
    {
      to: { phone: phone() },
      channelAccountId: world.numberId,
      clientMessageId: newId(),
      say: reminder,
      consent: { how: "call" },
      ...given,
    },
    (s, id) => claimStarted(as, s, id),
  );
async function ask<T extends object>(text: string, values: string[] = []): Promise<T[]> {
  return inOrg(world.org.owner.scope, (s) => s.sql.unsafe<T[]>(text, values));
}

describe("to a typed phone", () => {
  test("the conversation is the author's at once, and the template reaches the phone that was typed", async () => {
    const to = phone();
    const { conversationId, messageId } = await start({ to: { phone: to } });
    await deliveriesSettled();
    const [row] = await ask<{ assignee_id: string; owner: string; state: string }>(
      `select c.assignee_id, c.owner, d.state from conversations c join deliveries d on d.conversation_id = c.id
       where c.id = $1 and d.message_id = $2`,
      [conversationId, messageId ?? ""],
    );
    expect(row).toEqual({ assignee_id: world.members.agent.memberId, owner: "member", state: "accepted" });
    const { messages } = await chat(world.org.owner.scope, { numberId: world.numberId, customer: to });
    expect(messages).toHaveLength(1);
  });

  test("every way of writing one line is one contact", async () => {
    const spellings = ["+54 9 11 5263 9001", "+54 11 5263-9001", "011 15 5263 9001"];
    const results = [];
    for (const to of spellings) results.push(await start({ to: { phone: to } }));
    expect(new Set(results.map((r) => r.conversationId)).size).toBe(1);
    expect(results.map((r) => r.messageId === null)).toEqual([false, true, true]);
  });

  test("two at once make one contact and one conversation", async () => {
    const to = { phone: phone() };
    const results = await Promise.all([start({ to }), start({ to }, world.members.supervisor.scope)]);
    expect(new Set(results.map((r) => r.conversationId)).size).toBe(1);
    expect(results.filter((r) => r.messageId).length).toBe(1);
  });

  test("what is no telephone number is refused", async () => {
    await expect(start({ to: { phone: "hola, soy yo" } })).rejects.toMatchObject({ code: "INVALID" });
    await expect(start({ to: { phone: "+54 11 12" } })).rejects.toMatchObject({ code: "INVALID" });
  });
});

test("repeats of one decision add nothing", async () => {
  const given = { to: { phone: phone() }, clientMessageId: newId() };
  const [first, again] = [await start(given), await start(given)];
  expect(again).toEqual(first);
  const rows = await ask("select 1 from messages where conversation_id = $1 and direction = 'out'", [
    first.conversationId,
  ]);
  expect(rows).toHaveLength(1);
});

describe("consent", () => {
  test("without one nothing is opened and no contact is left behind", async () => {
    const to = { phone: "+54 9 11 5263 9100" };
    await expect(start({ to, consent: null })).rejects.toMatchObject({
      code: "NO_CONSENT",
      details: { purpose: "service", state: "unknown" },
    });
    expect(await ask("select 1 from identities where value = $1", ["541152639100"])).toEqual([]);
  });

  test("what the author wrote down is kept with who and how", async () => {
    const { conversationId } = await start({ consent: { how: "in-person", note: "en el mostrador" } });
    const [kept] = await ask<{ evidence: object; source: string; actor: string }>(
      `select s.evidence, s.source, s.actor_kind || ' ' || s.actor_id as actor from consents s join conversations c on c.identity_id = s.identity_id where c.id = $1`,
      [conversationId],
    );
    expect(kept).toEqual({
      source: "agent",
      actor: `member ${world.members.agent.memberId}`,
      evidence: { how: "in-person", note: "en el mostrador" },
    });
  });

  test("a no of the contact is not overruled by ours", async () => {
    const { contactId, identityId, conversationId } = await createConversation(world.org, {
      channelAccountId: world.numberId,
    });
    await close(world.org.owner.scope, { conversationIds: [conversationId] }, async () => {});
    await inOrg(world.org.owner.scope, (s) =>
      recordConsents(s, [
        {
          ...{
            identityId,
            channel: "any",
            purpose: "service",
            state: "out",
            source: "carrier",
            evidence: {},
          },
          occurredAt: new Date(Date.now() + 1000),
        },
      ]),
    );
    await expect(start({ to: { contactId } })).rejects.toMatchObject({
      code: "NO_CONSENT",
      details: { state: "out" },
    });
  });
});

describe("to a contact", () => {
  test("an open conversation is found, not doubled, and nothing is sent", async () => {
    const { contactId, conversationId } = await createConversation(world.org, {
      channelAccountId: world.numberId,
    });
    expect(await start({ to: { contactId } })).toEqual({ conversationId, messageId: null });
  });

  test("free text leaves while the window is open, and only then", async () => {
    const { contactId, conversationId } = await createConversation(world.org, {
      channelAccountId: world.numberId,
    });
    await close(world.org.owner.scope, { conversationIds: [conversationId] }, async () => {});
    const say = { type: "text" as const, body: "Me olvidé de decirte" };
    const started = await start({ to: { contactId }, say });
    expect(started.conversationId).not.toBe(conversationId);
    await expect(start({ to: { phone: phone() }, say })).rejects.toMatchObject({ code: "WINDOW_CLOSED" });
  });

  test("one that another team holds is not shown, only that it is taken", async () => {
    const { contactId, conversationId } = await createConversation(world.org, {
      channelAccountId: world.numberId,
    });
    const team = newId();
    await ask("insert into teams (id, name) values ($1, 'Otro')", [team]);
    await ask("update conversations set team_id = $2 where id = $1", [conversationId, team]);
    await expect(start({ to: { contactId } })).rejects.toMatchObject({ code: "ALREADY_TAKEN" });
    const { numbers } = await readStart(agent, { to: { contactId } });
    expect(numbers[0]?.open).toBe("taken");
  });
});

test("the number that the contact wrote to last stands first, with what is known and what it costs", async () => {
  const { contactId, channelAccountId } = await createConversation(world.org);
  const options = await readStart(agent, { to: { contactId } });
  expect(options.numbers.map((n) => n.why)).toEqual(["last", null]);
  expect(options.from).toBe(channelAccountId);
  expect(options.consents).toMatchObject([{ purpose: "service", state: "in", source: "wrote-first" }]);
  expect(options.prices?.templates.utility.micros).toBeGreaterThan(0n);
});
