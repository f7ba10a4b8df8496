import { Inngest, type InngestFunction, NonRetriableError, RetryAfterError } from "inngest";
import type { TestApp } from "./test-app";

/** Gates hold a step open until a test lets it go. */
const gates = new Map<string, { opened: Promise<void>; open: () => void }>();
/** The gate of that name; it stays shut until a test opens it. */
export function gate(name: string) {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const made = gates.get(name) ?? { opened, open };
  gates.set(name, made);
  return made;
}

interface Failure {
  event: { data: { function_id: string; event: { data?: { how?: string } } } };
  error: Error;
}

/** One function per capability; each writes down in the journal what it does. */
export function functions({ client, journal }: TestApp): InngestFunction.Any[] {
  const write = (entry: string) => journal.write(entry);
  let flaky = 0;
  let later = 0;
  return [
    client.createFunction({ id: "steps", triggers: [{ event: "t/steps" }] }, async ({ event, step }) => {
      const one = await step.run("one", () => {
        write("steps one");
        return { z: 1, a: "\0 \ud800", nested: event.data };
      });
      const loop: number[] = [];
      for (let index = 0; index < 3; index++) loop.push(await step.run("again", () => index));
      write(`steps ${JSON.stringify({ one, loop })}`);
      return "done";
    }),
    client.createFunction({ id: "parallel", triggers: [{ event: "t/parallel" }] }, async ({ step }) => {
      const branch = async (name: string) => {
        const first = await step.run(`${name} first`, () => {
          write(`parallel ${name}`);
          return name;
        });
        return step.run(`${name} second`, () => `${first}!`);
      };
      const all = await Promise.all([
        branch("a"),
        branch("b"),
        step.sleep("short", "1s").then(() => "slept"),
      ]);
      write(`parallel ${all.join()}`);
    }),
    client.createFunction({ id: "racer", triggers: [{ event: "t/race" }] }, async ({ step, group }) => {
      const first = await group.parallel({ mode: "race" }, () =>
        Promise.race([
          step.run("quick", () => "quick"),
          step.sleep("slow", "2h").then(() => "slow"),
          step.waitForEvent("never", { event: "t/never", timeout: "3h" }).then(() => "never"),
        ]),
      );
      const after = await step.run("after", () => {
        write(`race ${first}`);
        return "after";
      });
      write(`race ended ${after}`);
    }),
    client.createFunction({ id: "sleeper", triggers: [{ event: "t/sleep" }] }, async ({ event, step }) => {
      await step.sleep("a while", "90m");
      write("slept 90m");
      await step.sleepUntil("a date", new Date(event.data.until as string));
      write("slept until");
    }),
    client.createFunction({ id: "waiter", triggers: [{ event: "t/wait" }] }, async ({ event, step }) => {
      const { id } = event.data;
      const matched = await step.waitForEvent("match", {
        event: "t/answer",
        match: "data.id",
        timeout: "1h",
      });
      write(`wait ${id} match ${matched?.data.text ?? null}`);
      const condition = await step.waitForEvent("if", {
        event: "t/answer",
        if: "async.data.id == event.data.id && async.data.n > 2 && async.data.missing == null",
        timeout: "1h",
      });
      write(`wait ${id} if ${condition?.data.n ?? null}`);
      const late = await step.waitForEvent("late", { event: "t/never", timeout: "1h" });
      write(`wait ${id} late ${late}`);
    }),
    client.createFunction({ id: "sender", triggers: [{ event: "t/send" }] }, async ({ step }) => {
      const { ids } = await step.sendEvent("two", [
        { name: "t/sent", data: { n: 1 } },
        { name: "t/sent", data: { n: 2 } },
      ]);
      write(`sent ${ids.length}`);
    }),
    client.createFunction(
      { id: "sent", triggers: [{ event: "t/sent", if: "event.data.n > 1" }] },
      async ({ event }) => void write(`received ${event.data.n}`),
    ),
    client.createFunction({ id: "invoker", triggers: [{ event: "t/invoke" }] }, async ({ step }) => {
      const double = await step.invoke("double", { function: callee, data: { n: 21 } });
      const error = await step
        .invoke("bad", { function: callee, data: { n: -1 } })
        .catch((e: Error) => e.message);
      write(`invoked ${double} ${error}`);
    }),
    client.createFunction(
      {
        id: "cancellable",
        triggers: [{ event: "t/begin" }],
        cancelOn: [{ event: "t/cancel", match: "data.id" }],
      },
      async ({ event, step }) => {
        write(`began ${event.data.id}`);
        await step.sleep("long", "2h");
        write(`not cancelled ${event.data.id}`);
      },
    ),
    client.createFunction(
      {
        id: "failing",
        retries: 2,
        triggers: [{ event: "t/fail" }],
        onFailure: async ({ event, error }: Failure) =>
          void write(`failed ${event.data.event.data?.how} ${error.message} ${event.data.function_id}`),
      },
      async ({ event, attempt, step }) => {
        const { how } = event.data;
        if (how === "step") {
          await step.run("flaky", () => {
            write(`flaky attempt ${flaky}`);
            if (flaky++ < 2) throw new Error("not yet");
          });
          return write("flaky succeeded");
        }
        if (how === "after") {
          if (later++ === 0) throw new RetryAfterError("busy", 7_200_000);
          return write("retried after");
        }
        if (how === "caught") {
          const text = await step
            .run("final", () => {
              throw new NonRetriableError("no way");
            })
            .catch((error: Error) => error.message);
          return write(`caught ${text}`);
        }
        write(`failing ${how} attempt ${attempt}`);
        throw how === "final" ? new NonRetriableError("never") : new Error("always");
      },
    ),
    client.createFunction(
      {
        id: "limited",
        concurrency: { key: "event.data.tenant", limit: 2 },
        triggers: [{ event: "t/limited" }],
      },
      async ({ event, step }) => {
        await step.run("hold", async () => {
          write(`limited ${event.data.tenant} in`);
          await gate("limited").opened;
          write(`limited ${event.data.tenant} out`);
        });
      },
    ),
    client.createFunction(
      {
        id: "doubly",
        concurrency: [
          { key: "event.data.tenant", limit: 2 },
          { scope: "env", key: '"global"', limit: 3 },
        ],
        triggers: [{ event: "t/doubly" }],
      },
      async ({ step }) => {
        await step.run("hold", async () => {
          write("doubly in");
          await gate("doubly").opened;
          write("doubly out");
        });
      },
    ),
    client.createFunction(
      { id: "many", concurrency: 1, triggers: [{ event: "t/many" }] },
      async ({ event }) => {
        write(`many ${event.data.n}`);
        await gate("many").opened;
      },
    ),
    client.createFunction(
      { id: "once", idempotency: "event.data.order", triggers: [{ event: "t/once" }] },
      async ({ event }) => void write(`once ${event.data.order}`),
    ),
    client.createFunction(
      { id: "any", triggers: [{ event: "t/any" }] },
      async ({ event }) => void write(`any ${event.data.n}`),
    ),
    client.createFunction(
      { id: "nightly", triggers: [{ cron: "TZ=Europe/Madrid 0 3 * * *" }] },
      async () => void write("nightly"),
    ),
    callee,
  ];
}

const callee = new Inngest({ id: "demo" }).createFunction(
  { id: "callee", retries: 0, triggers: [{ event: "t/callee" }] },
  async ({ event }) => {
    if (event.data.n < 0) throw new Error("negative");
    return event.data.n * 2;
  },
);
