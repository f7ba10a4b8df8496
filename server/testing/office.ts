import type { BrowserContext } from "@playwright/test";
import type { Locale } from "@/messages/locales";
import type { Role } from "@/server/permissions";
import {
  type CustomerRef,
  type InboundMessage,
  type SandboxClient,
  sandboxClient,
} from "@/server/sandbox/client";

export interface OfficePlan {
  name?: string;
  locale?: Locale;
  /** Beside the owner, who is called Olga. */
  members?: { name: string; role: Role; maxConversations?: number }[];
  /** Connected to a sample bank of its own, as the demo is to the common one; asked by nobody yet. */
  bank?: boolean;
  /** So many customers who owe that bank, with a yes to service messages; their phones are the bank's. Wants `bank`. */
  debtors?: number;
}

export interface Person {
  name: string;
  email: string;
  memberId: string;
  role: Role;
  /** The cookie of a browser where they signed in. */
  session: string;
}

/** Nothing has been heard of a member's browsers for so many minutes. */
export interface Silence {
  orgId: string;
  memberId: string;
  minutes: number;
}

/** What the database and the carrier's own log say of a campaign. */
export interface CampaignFacts {
  handed: number;
  delivered: number;
  noLonger: number;
  replied: number;
  converted: number;
  /** Of the ledger. */
  spentMicros: string;
  /** Messages of it in the carrier's log, and to how many different people. */
  taken: number;
  people: number;
  /** Whose work an answer is. */
  team: string | null;
  /** Tax ids of debtors whose turn comes last. */
  late: string[];
}

/** An organization at work, with a sandbox number and everybody online. */
export interface FoundedOffice {
  orgId: string;
  slug: string;
  name: string;
  numberId: string;
  /** The carrier's id of the number. */
  phoneId: string;
  people: Person[];
  /** Of everybody. */
  password: string;
  /** To the sample bank that this office has to itself. */
  bankKey: string;
}

export interface Office extends FoundedOffice {
  carrier: SandboxClient;
  person(name: string): Person;
  /** Signs somebody in; Olga, the owner, unless somebody else is named. */
  enter(context: BrowserContext, name?: string): Promise<void>;
  /** A customer speaks on the office's number: words, or any message that the carrier takes. */
  hears(customer: CustomerRef, said: string | InboundMessage): Promise<{ wamid: string; bsuid: string }>;
  /** Nothing has been heard of somebody's browsers for so many minutes: the laptop is closed. */
  silence(name: string, minutes: number): Promise<void>;
  /** The newest campaign, by SQL and by the carrier's log; with whom of the debtors it reaches last. */
  campaign(late?: number): Promise<CampaignFacts>;
  /** Changes what the office's bank says, and how it fails (server/local/bank/server.ts). */
  bank(act: "paid" | "debt" | "behaviour", said: object): Promise<void>;
  /** Moves the office's clock that many hours ahead of the real time. */
  later(hours: number): Promise<void>;
}

/** An organization of a test's own, founded beside the running copy without passing its pages. */
export async function openOffice(plan: OfficePlan = {}): Promise<Office> {
  const url = process.env.OFFICES_URL;
  if (!url) throw new Error("OFFICES_URL is not set: page tests but the tour need a copy of their own.");
  const ask = async (path: string, said: object) => {
    const response = await fetch(new URL(path, url), { method: "POST", body: JSON.stringify(said) });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  const founded = (await ask("/", plan)) as FoundedOffice;
  const carrier = sandboxClient({
    url: process.env.SANDBOX_URL ?? "",
    adminKey: process.env.SANDBOX_ADMIN_KEY ?? "",
  });
  const person = (name: string) => {
    const found = founded.people.find((one) => one.name === name);
    if (!found) throw new Error(`Nobody in the office is called ${name}`);
    return found;
  };
  return {
    ...founded,
    carrier,
    person,
    enter: (context, name = "Olga") => keepSession(context, person(name).session),
    silence: async (name, minutes) => {
      await ask("/silence", { orgId: founded.orgId, memberId: person(name).memberId, minutes });
    },
    campaign: (late = 0) => ask("/campaign", { orgId: founded.orgId, late }) as Promise<CampaignFacts>,
    bank: async (act, said) => {
      const body = JSON.stringify(said);
      const headers = { "x-api-key": founded.bankKey };
      const answer = await fetch(`${process.env.BANK_URL}/admin/${act}`, { method: "POST", headers, body });
      if (!answer.ok) throw new Error(await answer.text());
    },
    later: (hours) =>
      callAs(founded.slug, person("Olga"), "sandbox.moveClock", { offsetMs: hours * 3_600_000 }),
    hears: async (customer, said) => {
      const message = typeof said === "string" ? { type: "text", text: { body: said } } : said;
      const result = await carrier.inbound(founded.phoneId, { customer, message });
      return { wamid: result.wamid, bsuid: result.customer.bsuid };
    },
  };
}

/** A read of the API, as somebody who is signed in does it. */
export async function askAs<T>(
  slug: string,
  { session }: Pick<Person, "session">,
  procedure: string,
): Promise<T> {
  const headers = { "x-hilo-org": slug, cookie: `${cookieName()}=${session}` };
  const answer = await fetch(`${process.env.APP_URL}/api/trpc/${procedure}`, { headers });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { result: { data: { json: T } } }).result.data.json;
}

/** A write of the API, as somebody who is signed in does it. */
export async function callAs(
  slug: string,
  { session }: Pick<Person, "session">,
  procedure: string,
  input: object,
): Promise<void> {
  const headers = {
    "content-type": "application/json",
    "x-hilo-org": slug,
    cookie: `${cookieName()}=${session}`,
  };
  const body = JSON.stringify({ json: input });
  const answer = await fetch(`${process.env.APP_URL}/api/trpc/${procedure}`, {
    method: "POST",
    headers,
    body,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const cookieName = () => `hilo.session.${new URL(process.env.APP_URL ?? "").port || "80"}`;

async function keepSession(context: BrowserContext, value: string): Promise<void> {
  const { hostname } = new URL(process.env.APP_URL ?? "");
  const name = cookieName();
  await context.addCookies([{ name, value, domain: hostname, path: "/", httpOnly: true, sameSite: "Lax" }]);
}
