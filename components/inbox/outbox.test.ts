import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answer, Outbox, type Queued } from "./outbox";

const message = (clientMessageId: string, conversationId = "c"): Queued => ({
  clientMessageId,
  conversationId,
  refused: null,
  waiting: false,
  sent: false,
});

/** A browser whose connection the test cuts, and a server that counts each clientMessageId once. */
function world(kept: { items: Queued[] } = { items: [] }) {
  const server: string[] = [];
  const answers = new Map<string, Answer>();
  const state = { online: true, losesAnswers: false };
  const open = () =>
    new Outbox<Queued>({
      load: () => structuredClone(kept.items),
      save: (items) => {
        kept.items = structuredClone(items);
      },
      alone: (_, work) => work(),
      post: async (item) => {
        if (!state.online) return "unreachable";
        const answer = answers.get(item.clientMessageId) ?? "sent";
        if (answer === "sent" && !server.includes(item.clientMessageId)) server.push(item.clientMessageId);
        return state.losesAnswers ? "unreachable" : answer;
      },
    });
  return { server, answers, state, kept, open };
}

const settled = () => new Promise((done) => setImmediate(done));

test("what is written without a connection waits, survives a reload, and leaves in order exactly once", async () => {
  const { server, state, kept, open } = world();
  state.online = false;
  const before = open();
  for (const id of ["1", "2", "3"]) before.put(message(id));
  await settled();
  expect(before.snapshot().map((one) => one.waiting)).toEqual([true, true, true]);
  state.online = true;
  const after = open();
  after.run();
  after.run();
  await settled();
  expect(server).toEqual(["1", "2", "3"]);
  expect(kept.items).toEqual([]);
  after.forget(new Set(["1", "2", "3"]));
  expect(after.snapshot()).toEqual([]);
});

test("an answer that was lost on the way is asked for again and is still one message", async () => {
  const { server, state, open } = world();
  const outbox = open();
  state.losesAnswers = true;
  outbox.put(message("1"));
  await settled();
  state.losesAnswers = false;
  outbox.run();
  await settled();
  expect(server).toEqual(["1"]);
  expect(outbox.snapshot()[0]).toMatchObject({ sent: true, waiting: false });
});

test("what is refused waits for a person and comes back as it was", async () => {
  const { server, answers, kept, open } = world();
  const outbox = open();
  answers.set("1", { refused: "NEWER_MESSAGES" });
  outbox.put(message("1"));
  await settled();
  outbox.run();
  await settled();
  expect(outbox.snapshot()[0]?.refused).toBe("NEWER_MESSAGES");
  expect(kept.items).toHaveLength(1);
  answers.delete("1");
  outbox.put(message("1"));
  await settled();
  expect(server).toEqual(["1"]);
  answers.set("2", { refused: "WINDOW_CLOSED" });
  outbox.put(message("2"));
  await settled();
  expect(outbox.remove("2")?.clientMessageId).toBe("2");
  expect(kept.items).toEqual([]);
});

test("what another tab sent or wrote is known here", async () => {
  const kept = { items: [] as Queued[] };
  const { server, state, open } = world(kept);
  const [one, other] = [open(), open()];
  state.online = false;
  one.put(message("1"));
  await settled();
  other.put(message("2"));
  await settled();
  state.online = true;
  one.reload();
  one.run();
  await settled();
  other.reload();
  other.run();
  await settled();
  expect(server).toEqual(["1", "2"]);
});

test("whatever comes and goes, each conversation keeps its order and nothing is doubled or lost", async () => {
  const step = fc.oneof(
    fc.record({ write: fc.constantFrom("a", "b") }),
    fc.constantFrom("cut" as const, "return" as const, "deaf" as const, "reload" as const),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { server, state, open } = world();
      let outbox = open();
      const written: Record<string, string[]> = { a: [], b: [] };
      for (const one of steps) {
        if (typeof one === "object") {
          const id = `${one.write}${written[one.write]?.length}`;
          written[one.write]?.push(id);
          outbox.put(message(id, one.write));
        } else if (one === "reload") outbox = open();
        else Object.assign(state, { online: one !== "cut", losesAnswers: one === "deaf" });
        await settled();
      }
      Object.assign(state, { online: true, losesAnswers: false });
      outbox.run();
      await settled();
      for (const id of ["a", "b"]) expect(server.filter((one) => one.startsWith(id))).toEqual(written[id]);
    }),
    { numRuns: 60 },
  );
});
