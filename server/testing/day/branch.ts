import { type Browser, chromium, type Page } from "@playwright/test";
import { provisionSandboxNumber, sandboxBusiness } from "@/server/channels/provision";
import type { Launched } from "@/server/local/launcher";
import type { StandIn } from "@/server/local/stand-in";
import { scopeForSystem } from "@/server/scope";
import { browserOptions } from "@/server/testing/browser";
import { startOffices } from "@/server/testing/found-office";
import { callAs, type Office, openOffice } from "@/server/testing/office";
import { words } from "@/server/testing/words";
import { BoardDesk } from "./board-desk";
import { labels } from "./marking";
import { agents, leaver, supervisor } from "./plan";
import { Supervisor } from "./supervisor";
import { Worker } from "./worker";

/** Where the day takes place: an office with two numbers, its agents and their supervisor at their screens. */
export interface Branch {
  office: Office;
  phoneIds: [string, string];
  workers: [Worker, Worker];
  supervisor: Supervisor;
  /** What pages and their consoles complained of. */
  complaints: string[];
  close(): Promise<void>;
}

const mostAtOnce = 9;
/** Longer than what is at risk, so that the two can be told apart; sooner where it is urgent. */
const promises = [
  { teamId: null, priority: null, firstMinutes: 90, nextMinutes: 120, resolutionMinutes: 200 },
  { teamId: null, priority: 2, firstMinutes: 20, nextMinutes: 30, resolutionMinutes: null },
];
/** A stopped reply is answered 409, as it must be. */
const meant = /status of 409/;
const screen = { width: 1440, height: 1300 };

/** This process takes on the copy's environment for it. */
export async function openBranch(copy: Launched): Promise<Branch> {
  Object.assign(process.env, copy.env, { LOG_LEVEL: "silent" });
  const offices = await startOffices();
  process.env.OFFICES_URL = offices.url;
  const office = await openOffice({
    members: [
      ...[...agents, leaver].map((name) => ({ name, role: "agent" as const, maxConversations: mostAtOnce })),
      { name: supervisor, role: "supervisor", maxConversations: mostAtOnce },
    ],
  });
  const olga = office.person("Olga");
  await callAs(office.slug, olga, "organizations.setPresence", { presence: "offline" });
  // Watches, and has what they take themselves.
  await callAs(office.slug, office.person(supervisor), "organizations.setPresence", { presence: "away" });
  for (const promise of promises) await callAs(office.slug, olga, "sla.setPolicy", promise);
  for (const name of labels) await callAs(office.slug, olga, "labels.create", { name, color: "teal" });
  await provisionSandboxNumber(await scopeForSystem(office.orgId, "rig"), { name: "Ventas", teamId: null });
  const business = await office.carrier.changeBusiness(sandboxBusiness(office.orgId), {
    limits: "relaxed",
    reads: "auto",
  });
  const second = business.numbers.find((number) => number.id !== office.phoneId);
  if (!second) throw new Error("The office of the day has but one number");
  const browser = await chromium.launch(browserOptions());
  return { office, phoneIds: [office.phoneId, second.id], ...(await seat(browser, office, offices, copy)) };
}

async function seat(browser: Browser, office: Office, offices: StandIn, copy: Launched) {
  const t = words("es");
  const complaints: string[] = [];
  const sit = async (name: string, place: string, part: string): Promise<[Page, string, string]> => {
    const context = await browser.newContext({
      baseURL: copy.url,
      viewport: screen,
      locale: "es-AR",
      timezoneId: "America/Argentina/Buenos_Aires",
    });
    // What is run in the page was compiled here, and names its functions by this.
    await context.addInitScript("globalThis.__name = (one) => one");
    context.on("console", (message) => {
      if (message.type() === "error" && !meant.test(message.text()))
        complaints.push(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => complaints.push(String(error.error())));
    await office.enter(context, name);
    const page = await context.newPage();
    await page.goto(`/${office.slug}/${place}`);
    await page.getByLabel(part, { exact: true }).first().waitFor();
    return [page, name, office.person(name).memberId];
  };
  const agent = async (name: string) => {
    const [page, ...who] = await sit(name, "inbox", t("inbox.queue.label"));
    return new Worker(page, t, ...who);
  };
  const workers: [Worker, Worker] = [await agent(agents[0]), await agent(agents[1])];
  const [board, ...who] = await sit(supervisor, "board", t("board.figures"));
  return {
    workers,
    supervisor: new Supervisor(new BoardDesk(board, t), ...who),
    complaints,
    close: async () => {
      await browser.close();
      await offices.close();
    },
  };
}
