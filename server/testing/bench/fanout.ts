import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Loaded } from "@/db/bulk/load";
import { inOrg, type OrgScope } from "@/db/org";
import { realtimeFor } from "@/server/realtime/for-member";
import { scopeForSession, scopeForSystem } from "@/server/scope";
import { numbersOf } from "../own-number";
import type { BenchOptions, Figures } from "./cli";
import type { FanoutOrder, FanoutRound } from "./fanout-load";
import type { PageOf } from "./fanout-page";
import { median, percentile, up } from "./figures";
import type { BenchOrganization, Writer } from "./payloads";
import { claimsOf, cookieOf } from "./sessions";

const perSecond = 20;
const [subscribers, rounds, roundSeconds] = [200, 3, 15];
/** More requests than this for one message, of all pages together, are a storm: without a pace each page asks after each. */
const mostRequests = 10;

/**
 * 200 open pages of one organization, in a second process, each signed in, while customers write: how long until all of them were told of a
 * message, from when it was due to be posted, and how many requests all pages together send for it.
 */
export async function fanout(
  { orgId, slug }: Loaded,
  url: string,
  { quick, say }: BenchOptions,
): Promise<{ figures: Figures; reached: boolean }> {
  const pages = quick ? 40 : subscribers;
  const load = new FanoutProcess();
  try {
    const organization = await organizationOf(orgId);
    const port = Number(new URL(url).port);
    await load.tell({
      do: "open",
      organization,
      port,
      pages: await pagesOf(orgId, slug, url, organization, pages),
    });
    const done: FanoutRound[] = [];
    // The first warms up.
    for (let round = 0; round <= rounds; round++) {
      const one = await load.tell({
        do: "write",
        perSecond,
        seconds: quick || round === 0 ? 5 : roundSeconds,
      });
      if (round > 0) done.push(one);
      say(
        `fan-out ${round}: p95 ${up(percentile(one.toAll, 0.95))} ms, ${one.requests} requests, ${one.calls} calls for ${one.sent} messages`,
      );
    }
    const sum = (of: (round: FanoutRound) => number) => done.reduce((total, round) => total + of(round), 0);
    const figures = {
      fanoutP95: up(median(done.map((round) => percentile(round.toAll, 0.95)))),
      requestsPerEvent: up(sum((r) => r.requests) / sum((r) => r.sent), 2),
      fanoutSubscribers: pages,
      fanoutUnheard: sum((r) => r.unheard),
      fanoutFailed: sum((r) => r.failed + r.refused),
    };
    const all = figures.fanoutUnheard + figures.fanoutFailed === 0;
    return { figures, reached: all && figures.fanoutP95 <= 500 && figures.requestsPerEvent <= mostRequests };
  } finally {
    load.end();
  }
}

/** As many pages as wanted: of each member one, with a conversation of theirs open, then of each another. None of them takes new conversations meanwhile. */
async function pagesOf(
  orgId: string,
  slug: string,
  url: string,
  { open }: BenchOrganization,
  wanted: number,
): Promise<PageOf[]> {
  const ids = open.map(([, , , id]) => id);
  const members = await inOrg(await scopeForSystem(orgId, "bench"), async ({ sql }) => {
    await sql`update members set presence = 'away' where org_id = ${orgId} and removed_at is null`;
    return sql<{ email: string; conversation: string | null }[]>`
      select email, (select c.id from conversations c where c.org_id = m.org_id and c.assignee_id = m.id and c.id = any(${ids}::uuid[])
        limit 1) as conversation
      from members m where org_id = ${orgId} and role <> 'marketer' and role <> 'back-office' order by id`;
  });
  const signedIn: PageOf[] = [];
  for (const { email, conversation } of members.slice(0, wanted)) {
    const claims = await claimsOf(email);
    const { name, value } = await cookieOf(claims);
    const {
      key,
      host = "",
      port = 0,
      channels,
      ownChannel,
    } = realtimeFor(await scopeForSession(claims, slug));
    const realtime = { key, host, port, channels, ownChannel };
    signedIn.push({ url, slug, cookie: `${name}=${value}`, realtime, conversationId: conversation });
  }
  return Array.from({ length: wanted }, (_, i) => {
    const one = signedIn[i % signedIn.length];
    if (!one) throw new Error("Nobody is there");
    // Whoever has two pages works in the first.
    return i < signedIn.length ? one : { ...one, conversationId: null };
  });
}

/** The organization's first number, and customers whose conversations everybody sees: those of no team. */
async function organizationOf(orgId: string): Promise<BenchOrganization> {
  const [number] = await numbersOf(orgId);
  if (!number) throw new Error("A loaded organization has no number");
  const { accountId, ...known } = number;
  const open = await inOrg(await scopeForSystem(orgId, "bench"), (s) => writersOf(s, accountId));
  return { ...known, sent: [], open, closed: [] };
}

async function writersOf(s: OrgScope, accountId: string): Promise<Writer[]> {
  const rows = await s.sql<{ phone: string; scoped: string; name: string; id: string }[]>`
    select p.address as phone, b.address as scoped, k.name, c.id from conversations c
      join contacts k on k.org_id = c.org_id and k.id = c.contact_id
      join identities p on p.org_id = c.org_id and p.contact_id = c.contact_id and p.kind = 'phone'
      join identities b on b.org_id = c.org_id and b.contact_id = c.contact_id and b.kind = 'scoped'
    where c.org_id = ${s.orgId} and c.channel_account_id = ${accountId} and c.state = 'open' and c.team_id is null
    order by c.id limit 200`;
  return rows.map((r) => [r.phone, r.scoped, r.name, r.id]);
}

class FanoutProcess {
  private readonly child = fork(path.join(import.meta.dirname, "fanout-load.ts"), {
    execArgv: ["--import", "tsx"],
    serialization: "advanced",
  });

  async tell<O extends FanoutOrder>(order: O): Promise<O extends { do: "write" } ? FanoutRound : null> {
    this.child.send(order);
    const [answer] = await once(this.child, "message");
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  end(): void {
    this.child.kill();
  }
}
