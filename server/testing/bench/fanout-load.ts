import { setTimeout as wait } from "node:timers/promises";
import { type Asked, FanoutPage, type PageOf } from "./fanout-page";
import { HttpLane } from "./http-lane";
import { type BenchOrganization, bodyOf, messageOf, signedPost, type Writer } from "./payloads";

/** The load of `fanout`: a process of its own with all open pages and all customers. */
export type FanoutOrder =
  | { do: "open"; pages: PageOf[]; port: number; organization: BenchOrganization }
  | { do: "write"; perSecond: number; seconds: number };

export interface FanoutRound extends Asked {
  /** From the post of each message until the last page was told of its conversation, in ms. */
  toAll: number[];
  sent: number;
  refused: number;
  /** Messages of which some page was never told. */
  unheard: number;
}

interface Watched {
  at: number;
  left: Set<number>;
}

const asked: Asked = { requests: 0, calls: 0, failed: 0 };
const watched = new Map<string, Watched>();
let toAll: number[] = [];
let pages: FanoutPage[] = [];
let port = 0;
const free: HttpLane[] = [];
let organization: BenchOrganization;
let turn = 0;

async function open(order: Extract<FanoutOrder, { do: "open" }>): Promise<null> {
  ({ organization, port } = order);
  pages = order.pages.map((page, i) => new FanoutPage(page, asked, (id) => told(i, id)));
  for (let i = 0; i < pages.length; i += 20)
    await Promise.all(pages.slice(i, i + 20).map((page) => page.open()));
  return null;
}

function told(page: number, conversationId: string): void {
  const message = watched.get(conversationId);
  if (!message?.left.delete(page) || message.left.size > 0) return;
  toAll.push(performance.now() - message.at);
  watched.delete(conversationId);
}

/** So many messages a second, each of another customer than the ones before it. */
async function write({ perSecond, seconds }: Extract<FanoutOrder, { do: "write" }>): Promise<FanoutRound> {
  Object.assign(asked, { requests: 0, calls: 0, failed: 0 });
  toAll = [];
  watched.clear();
  let refused = 0;
  const under: Promise<void>[] = [];
  const began = performance.now();
  for (let n = 0; n < perSecond * seconds; n++) {
    const due = began + (n * 1_000) / perSecond;
    await wait(Math.max(0, due - performance.now()));
    const writer = organization.open[turn++ % organization.open.length];
    if (!writer) throw new Error("Nobody writes");
    watched.set(writer[3], { at: due, left: new Set(pages.keys()) });
    under.push(
      send(writer).then((ok) => {
        if (!ok) refused++;
      }),
    );
  }
  await Promise.all(under);
  const { requests, calls, failed } = asked;
  for (let waited = 0; watched.size > 0 && waited < 50; waited++) await wait(100);
  return { requests, calls, failed, toAll, sent: perSecond * seconds, refused, unheard: watched.size };
}

async function send(writer: Writer): Promise<boolean> {
  const id = `wamid.${crypto.randomUUID().replaceAll("-", "")}`;
  const body = bodyOf(organization, "messages", [messageOf(writer, id)], [writer]);
  const lane = free.pop() ?? new HttpLane(port);
  const status = await lane.send(signedPost(organization, body)).catch(() => 0);
  free.push(lane);
  return status === 200;
}

process.on("message", (order: FanoutOrder) => {
  const work = order.do === "open" ? open(order) : write(order);
  work.then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.stack }),
  );
});
