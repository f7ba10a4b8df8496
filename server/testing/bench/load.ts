import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { percentile } from "./figures";
import { HttpLane } from "./http-lane";
import { type BenchOrganization, bodyOf, messageOf, signedPost, statesInOrder, statusOf } from "./payloads";
import { type RealtimeAccess, Screens } from "./screens";
import { type Event, OrganizationStream } from "./stream";

/** The load of `bench ingest`: a process of its own that does what it is told and answers with figures. */
export interface World {
  port: number;
  realtime: RealtimeAccess;
  organizations: BenchOrganization[];
}

export type Order =
  | { do: "open"; file: string }
  | { do: "closed"; target: "ours" | "baseline"; organizations: number; inFlight: number; seconds: number }
  | { do: "steady"; target: "ours" | "baseline"; rate: number; seconds: number }
  | { do: "batch"; of: "statuses" | "messages"; size: number }
  | { do: "log" };

export interface Closed {
  done: number;
  refused: number;
  seconds: number;
}

export interface Steady {
  sent: number;
  refused: number;
  p50: number;
  p99: number;
  over1s: number;
  screenP95: number;
  screens: number;
  unseen: number;
}

/** Everything that was acknowledged: per organization the highest state of each message reported on, and the new messages. */
export interface Log {
  statuses: [place: number, state: number][][];
  messages: string[][];
}

let world: World;
let streams: Record<"ours" | "baseline", OrganizationStream[]>;
let log: Log;
let lanes: HttpLane[];
const screens = new Screens();
/** Of the batches: the last of what each organization may be told of, so that no stream reaches it. */
let taken = 0;

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case "open":
      return open(order.file);
    case "closed":
      return closed(order);
    case "steady":
      return steady(order);
    case "batch":
      return batch(order);
    case "log":
      return log;
  }
}

async function open(file: string): Promise<null> {
  world = JSON.parse(readFileSync(file, "utf8")) as World;
  const streamsFor = (target: "ours" | "baseline") =>
    world.organizations.map((organization, i) => new OrganizationStream(organization, i, target));
  streams = { ours: streamsFor("ours"), baseline: streamsFor("baseline") };
  log = { statuses: world.organizations.map(() => []), messages: world.organizations.map(() => []) };
  lanes = Array.from({ length: 256 }, () => new HttpLane(world.port));
  await screens.open(
    world.realtime,
    world.organizations.map((o) => o.orgId),
  );
  return null;
}

/** So many in flight at every moment; what comes back within the time counts. */
async function closed({
  target,
  organizations,
  inFlight,
  seconds,
}: Extract<Order, { do: "closed" }>): Promise<Closed> {
  const began = performance.now();
  const end = began + seconds * 1000;
  const result: Closed = { done: 0, refused: 0, seconds };
  let turn = 0;
  const used = streams[target].slice(0, organizations);
  await Promise.all(
    lanes.slice(0, inFlight).map(async (lane) => {
      while (performance.now() < end) {
        const event = used[turn++ % used.length]?.next();
        if (event && (await sent(lane, event, target))) result.done++;
        else result.refused++;
      }
    }),
  );
  result.seconds = (performance.now() - began) / 1000;
  return result;
}

/** At a fixed rate, whatever comes back: latency counts from when a callback was due, not from when it could leave. */
async function steady({ target, rate, seconds }: Extract<Order, { do: "steady" }>): Promise<Steady> {
  for (const stream of streams[target]) stream.during("steady");
  screens.delays.length = 0;
  const free = [...lanes];
  const latencies: number[] = [];
  const under: Promise<void>[] = [];
  let refused = 0;
  const began = performance.now() + 100;
  for (let n = 0; n < rate * seconds; n++) {
    const due = began + (n * 1000) / rate;
    const event = streams[target][n % streams[target].length]?.next();
    const early = due - performance.now();
    if (early > 0) await wait(early);
    while (free.length === 0) await wait(1);
    const lane = free.pop();
    if (!event || !lane) continue;
    watch(event, target, due);
    under.push(
      sent(lane, event, target).then((ok) => {
        latencies.push(performance.now() - due);
        if (!ok) refused++;
        free.push(lane);
      }),
    );
  }
  await Promise.all(under);
  if (target === "ours") await wait(1_500);
  for (const stream of streams[target]) stream.during("rounds");
  return {
    sent: latencies.length,
    refused,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    over1s: latencies.filter((ms) => ms > 1_000).length,
    screenP95: percentile(screens.delays, 0.95),
    screens: screens.delays.length,
    unseen: screens.missing,
  };
}

function watch({ promise }: Event, target: "ours" | "baseline", due: number): void {
  const orgId = world.organizations[promise.org]?.orgId;
  if (target !== "ours" || promise.kind !== "message" || !promise.conversationId || !orgId) return;
  screens.expect(orgId, promise.conversationId, due);
}

/** Whether it was acknowledged; what was is written down. */
async function sent(
  lane: HttpLane,
  { bytes, promise }: Event,
  target: "ours" | "baseline",
): Promise<boolean> {
  const status = await lane.send(bytes).catch(() => 0);
  if (status !== 200) return false;
  if (target === "baseline") return true;
  if (promise.kind === "message") log.messages[promise.org]?.push(promise.id);
  else log.statuses[promise.org]?.push([promise.place, statesInOrder.indexOf(promise.state)]);
  return true;
}

/** One payload with so many parts; how long it takes until it is acknowledged. */
async function batch({ of, size }: Extract<Order, { do: "batch" }>): Promise<{ ms: number; status: number }> {
  const [organization] = world.organizations;
  const [lane] = lanes;
  if (!organization || !lane) throw new Error("There is no organization");
  const from = organization.sent.length - taken - size;
  const body = of === "statuses" ? statusesBody(organization, from, size) : messagesBody(organization, size);
  if (of === "statuses") taken += size;
  const began = performance.now();
  const status = await lane.send(signedPost(organization, body));
  return { ms: performance.now() - began, status };
}

function statusesBody(organization: BenchOrganization, from: number, size: number): string {
  const places = Array.from({ length: size }, (_, i) => from + i);
  for (const place of places) log.statuses[0]?.push([place, 1]);
  return bodyOf(
    organization,
    "statuses",
    places.map((place) => statusOf(organization, place, "delivered")),
  );
}

function messagesBody(organization: BenchOrganization, size: number): string {
  const writers = Array.from(
    { length: size },
    (_, i) => organization.open[i % organization.open.length] ?? (["", "", "", ""] as const),
  );
  const ids = writers.map((_, i) => `wamid.batch${taken}x${i}x${Date.now()}`);
  log.messages[0]?.push(...ids);
  const items = writers.map((writer, i) => messageOf([...writer], ids[i] ?? ""));
  return bodyOf(
    organization,
    "messages",
    items,
    writers.map((w) => [...w]),
  );
}

process.on("message", (order: Order) => {
  obey(order).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.stack }),
  );
});
