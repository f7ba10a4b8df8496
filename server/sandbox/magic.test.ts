import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Magic, magicNumbers } from "./magic";
import type { Json } from "./model";
import { type Bench, errorOf, startBench, wamidOf } from "./testing";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench({}, { limits: "relaxed" }, "US");
  await bench.admin.approveTemplate(bench.business.id, {
    name: "news",
    language: "en",
    category: "MARKETING",
    components: [{ type: "BODY", text: "News of the week" }],
  });
});
afterAll(() => bench.close());

const template = { type: "template", template: { name: "news", language: { code: "en" } } };
const numberThat = (does: Magic["does"]) =>
  `+${magicNumbers().find(([, magic]) => magic.does === does)?.[0]}`;

/** Sends to a magic number and waits for as many statuses. */
async function sendFor(does: Magic["does"], count: number) {
  const answer = await bench.send({ to: numberThat(does), ...template });
  const wamid = wamidOf(answer);
  await bench.receiver.until(() => bench.receiver.statuses(wamid).length >= count);
  return { answer, wamid, statuses: bench.receiver.statuses(wamid).map((status) => status.status) };
}

describe("magic recipients", () => {
  it.each(magicNumbers().filter(([, magic]) => magic.does === "fail"))(
    "%s is accepted, then fails",
    async (number, magic) => {
      const wamid = wamidOf(await bench.send({ to: `+${number}`, ...template }));
      await bench.receiver.until(() => bench.receiver.statuses(wamid).length === 1);
      expect(bench.receiver.statuses(wamid)[0]).toMatchObject({
        status: "failed",
        errors: [{ code: (magic as { code: number }).code }],
      });
    },
  );

  it.each(magicNumbers().filter(([, magic]) => magic.does === "refuse"))(
    "%s is refused at hand-over",
    async (number, magic) => {
      expect(errorOf(await bench.send({ to: `+${number}`, ...template }))).toMatchObject({
        code: (magic as { code: number }).code,
      });
    },
  );

  it("131016 gives in at the third try", async () => {
    const to = "+16505550016";
    const before = await bench.send({ to, ...template });
    const answers = [before, await bench.send({ to, ...template })];
    expect(answers.map((answer) => answer.status)).toContain(200);
  });

  it("read comes without delivered", async () => {
    expect((await sendFor("read-only", 2)).statuses).toEqual(["sent", "read"]);
  });

  it("statuses come in reverse, each with its true time", async () => {
    const { wamid, statuses } = await sendFor("reorder", 3);
    expect(statuses).toEqual(["read", "delivered", "sent"]);
    const times = bench.receiver.statuses(wamid).map((status) => Number(status.timestamp));
    expect([...times].sort().reverse()).toEqual(times);
  });

  it("every status comes twice", async () => {
    expect((await sendFor("duplicate", 4)).statuses.sort()).toEqual([
      "delivered",
      "delivered",
      "sent",
      "sent",
    ]);
  });

  it("held, then delivered; held, then dropped", async () => {
    const held = await sendFor("hold", 2);
    expect(held.answer.json).toMatchObject({ messages: [{ message_status: "held_for_quality_assessment" }] });
    expect(held.statuses).toEqual(["sent", "delivered"]);
    const dropped = await sendFor("drop-held", 1);
    expect(dropped.answer.json).toMatchObject({
      messages: [{ message_status: "held_for_quality_assessment" }],
    });
    expect(bench.receiver.statuses(dropped.wamid)[0]).toMatchObject({
      status: "failed",
      errors: [{ code: 132015 }],
    });
  });

  it("the person changes number, opts out, answers with something unsupported, answers", async () => {
    const { receiver } = bench;
    for (const does of ["change-number", "opt-out", "unsupported", "reply"] as const) await sendFor(does, 2);
    const heard = (field: string, part: string) =>
      receiver.heard.filter((each) => each.field === field && JSON.stringify(each.value).includes(part));
    await receiver.until(
      () => heard("messages", '"type":"unsupported"').length === 1 && heard("messages", "👍").length === 1,
    );
    const [system] = heard("messages", "user_changed_number");
    const value = system?.value ?? {};
    expect(value).not.toHaveProperty("contacts");
    expect((value.messages as Json[])[0]).toMatchObject({
      from: numberThat("change-number").slice(1),
      system: { type: "user_changed_number" },
    });
    expect(heard("user_id_update", "previous")).toHaveLength(1);
    expect(heard("user_preferences", '"value":"stop"')).toHaveLength(1);
    const again = wamidOf(await bench.send({ to: numberThat("opt-out"), ...template }));
    await receiver.until(() => receiver.statuses(again).length === 1);
    expect(receiver.statuses(again)[0]).toMatchObject({ errors: [{ code: 131050 }] });
  });
});
