import { type Browser, chromium } from "@playwright/test";
import { provisionSandboxNumber, sandboxBusiness } from "@/server/channels/provision";
import type { Launched } from "@/server/local/launcher";
import type { StandIn } from "@/server/local/stand-in";
import { scopeForSystem } from "@/server/scope";
import { browserOptions } from "@/server/testing/browser";
import { startOffices } from "@/server/testing/found-office";
import { callAs, type Office, openOffice } from "@/server/testing/office";
import { words } from "@/server/testing/words";
import { labels } from "./marking";
import { agents, leaver } from "./plan";
import { Worker } from "./worker";

/** Where the day takes place: an office with two numbers, and its agents at their screens. */
export interface Branch {
  office: Office;
  phoneIds: [string, string];
  workers: [Worker, Worker];
  /** What pages and their consoles complained of. */
  complaints: string[];
  close(): Promise<void>;
}

const mostAtOnce = 9;
/** A stopped reply is answered 409, as it must be. */
const meant = /status of 409/;
const screen = { width: 1440, height: 1300 };

/** This process takes on the copy's environment for it. */
export async function openBranch(copy: Launched): Promise<Branch> {
  Object.assign(process.env, copy.env, { LOG_LEVEL: "silent" });
  const offices = await startOffices();
  process.env.OFFICES_URL = offices.url;
  const office = await openOffice({
    members: [...agents, leaver].map((name) => ({ name, role: "agent", maxConversations: mostAtOnce })),
  });
  const olga = office.person("Olga");
  await callAs(office.slug, olga, "organizations.setPresence", { presence: "offline" });
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
  const sit = async (name: string): Promise<Worker> => {
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
    await page.goto(`/${office.slug}/inbox`);
    await page
      .getByRole("navigation", { name: t("inbox.queue.label") })
      .first()
      .waitFor();
    return new Worker(page, t, name, office.person(name).memberId);
  };
  const workers: [Worker, Worker] = [await sit(agents[0]), await sit(agents[1])];
  return {
    workers,
    complaints,
    close: async () => {
      await browser.close();
      await offices.close();
    },
  };
}
