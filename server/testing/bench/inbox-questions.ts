import type { Loaded } from "@/db/bulk/load";
import type { SessionClaims } from "@/server/scope";
import { timed } from "./figures";
import { claimsOf } from "./sessions";
import { askViews, saveViews } from "./views";

/** What an open inbox asks, by the figure that it goes into. */
export const questions = ["list", "thread", "counts", "viewList", "viewCounts", "search"] as const;
export type Question = (typeof questions)[number];

const queues = ["all", "unassigned", "team", "mine"] as const;
const sections = ["awaiting", "answered", "missed"] as const;

/**
 * The owner and an agent of an organization, each as a function that asks everything once, in other words at each turn, and tells how long
 * each took, in ms. Before it asks something has changed, as it has in a real inbox: nothing can be answered from before.
 */
export async function askersOf({ slug, email }: Loaded) {
  const people = await Promise.all([email, email.replace("owner@", "agent1@")].map(claimsOf));
  for (const owner of people.slice(0, 1)) await saveViews(await callerOf(slug, owner));
  return people.map((claims) => {
    const ids: string[] = [];
    return async (turn: number): Promise<Record<Question, number>> => {
      const api = await callerOf(slug, claims);
      const caller = api.conversations;
      const n = Math.abs(turn);
      const where = { queue: queues[n % 4] ?? "all", section: sections[Math.floor(n / 4) % 3] ?? "awaiting" };
      let next: string | null = null;
      const list = await timed(async () => {
        const page = await caller.list({ ...where, limit: 50 });
        ids.push(...page.items.map((item) => item.id));
        next = page.next;
      });
      const page = next ? await timed(() => caller.list({ ...where, limit: 50, cursor: next })) : list;
      await change(api, ids, n);
      const counted = await timed(() => caller.counts({}));
      const conversationId = ids[(n * 7919) % Math.max(1, ids.length)];
      const thread = conversationId ? await timed(() => caller.thread({ conversationId })) : 0;
      const search = await timed(() => caller.search({ query: sought(n) }));
      return { list: Math.max(list, page), thread, counts: counted, search, ...(await askViews(api, n)) };
    };
  });
}

/** The API as this person reaches it; each time anew, as a request is. */
export async function callerOf(slug: string, claims: SessionClaims) {
  const { callerFor } = await import("@/server/router");
  const { makeContext, memberOf } = await import("@/server/trpc");
  const member = () => memberOf(claims, slug);
  return callerFor(makeContext({ claims, headers: new Headers(), ip: "127.0.0.1", member }));
}

/** Ranks one of what was listed; not measured. */
async function change(api: Awaited<ReturnType<typeof callerOf>>, ids: string[], n: number): Promise<void> {
  const id = ids[(n * 104_729) % Math.max(1, ids.length)];
  if (id) await api.routing.prioritize({ conversationIds: [id], priority: n % 2 === 0 ? 0 : 1 });
}

const spoken = [
  "hola",
  "pedido",
  "prom",
  "gracias",
  "factura numero",
  "pagar en cuotas",
  "numero de documento",
  "sucursal centro",
];
const misspelt = ["gonsales", "rodrigez", "fernandes", "martines", "gimenes lucia"];

/** In turns: a rare word, a frequent one, several, a name with a mistake, part of a number, a file's name, a word that nobody said. */
function sought(n: number): string {
  const figure = String(10_000 + ((n * 7_919) % 89_999));
  const kinds = [
    figure,
    spoken[n % spoken.length],
    `pedido ${figure}`,
    misspelt[n % misspelt.length],
    figure.slice(0, 4),
    `presupuesto-${figure}.pdf`,
    `murcielago${n}`,
  ];
  return kinds[n % kinds.length] ?? figure;
}
