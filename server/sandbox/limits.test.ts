import { afterEach, describe, expect, it } from "vitest";
import { type Bench, errorOf, startBench, wamidOf } from "./testing";

const TO = "+5491152631234";

let bench: Bench;
afterEach(() => bench.close());

/** Real time stands still: only the clock of the business moves, so that no test depends on how fast it runs. */
async function startFrozen() {
  const start = Date.now();
  bench = await startBench({ now: () => start });
}

describe("limits", () => {
  it("takes 80 messages a second of a number, then answers 130429", async () => {
    await startFrozen();
    const answers = await Promise.all(
      Array.from({ length: 85 }, (_, index) =>
        bench.sendText(`+54911526312${String(index).padStart(2, "0")}`),
      ),
    );
    const refused = answers.filter((answer) => answer.status !== 200);
    expect(refused).toHaveLength(5);
    expect([refused[0]?.status, errorOf(refused[0] ?? { json: {} }).code]).toEqual([400, 130429]);
    await bench.admin.setClock(bench.business.id, 1_000);
    expect((await bench.sendText("+5491152631300")).status).toBe(200);
  });

  it("takes a burst of 45 to one customer, then one in six seconds: 131056", async () => {
    await startFrozen();
    for (let sent = 0; sent < 45; sent += 1) expect((await bench.sendText(TO)).status).toBe(200);
    expect(errorOf(await bench.sendText(TO))).toMatchObject({ code: 131056 });
    await bench.admin.setClock(bench.business.id, 6_000);
    expect((await bench.sendText(TO)).status).toBe(200);
    expect(errorOf(await bench.sendText(TO))).toMatchObject({ code: 131056 });
  });

  it("lets a bench switch them off", async () => {
    await startFrozen();
    await bench.admin.changeBusiness(bench.business.id, { limits: "relaxed" });
    for (let sent = 0; sent < 100; sent += 1) expect((await bench.sendText(TO)).status).toBe(200);
  });

  it("counts unique customers outside windows in 24 hours, for the whole portfolio", async () => {
    bench = await startBench({}, { messagingLimit: "TIER_250" });
    const { admin, business, receiver, graph, number } = bench;
    await admin.approveTemplate(business.id, {
      name: "aviso",
      language: "es",
      category: "UTILITY",
      components: [{ type: "BODY", text: "Un aviso" }],
    });
    const second = await admin.createNumber(business.id, { country: "AR" });
    const phone = (index: number) => `+54911520${String(index).padStart(5, "0")}`;
    const template = {
      messaging_product: "whatsapp",
      type: "template",
      template: { name: "aviso", language: { code: "es" } },
    };
    const send = (index: number, phoneId = number.id) =>
      graph("POST", `${phoneId}/messages`, { ...template, to: phone(index) });
    for (let index = 0; index < 250; index += 50) {
      await admin.setClock(business.id, index * 100);
      await Promise.all(Array.from({ length: 50 }, (_, more) => send(index + more)));
    }
    await admin.setClock(business.id, 30_000);
    const known = wamidOf(await send(3));
    const stranger = wamidOf(await send(999, second.id));
    await receiver.until(
      () => receiver.statuses(known).length === 2 && receiver.statuses(stranger).length === 1,
    );
    expect(receiver.statuses(stranger)[0]).toMatchObject({ status: "failed", errors: [{ code: 131048 }] });
    await admin.inbound(number.id, {
      customer: { phone: phone(998) },
      message: { type: "text", text: { body: "Hola" } },
    });
    await admin.setClock(business.id, 86_400_000 + 60_000);
    const nextDay = wamidOf(await send(999));
    await receiver.until(() => receiver.statuses(nextDay).length === 2);
  });
});
