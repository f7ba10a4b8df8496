import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, type BrowserContextOptions, test as base, type Page } from "@playwright/test";
import { type Office, type OfficePlan, openOffice } from "./office";

export { expect } from "@playwright/test";

interface Given {
  /** Errors of the console that a test provokes on purpose; all others fail it. */
  provoked: RegExp[];
  /** What the browser's console and its pages complained of. */
  complaints: string[];
  /** Another browser: its own cookies, its own storage. */
  another: (options?: BrowserContextOptions) => Promise<Page>;
  office: (plan?: OfficePlan) => Promise<Office>;
  /** An office's page with somebody signed in, in a browser of its own. */
  visit: (office: Office, path: string, as?: { person?: string } & BrowserContextOptions) => Promise<Page>;
}

/** Page tests: browsers whose consoles are listened to, and organizations of their own. */
export const test = base.extend<Given>({
  provoked: [[], { option: true }],
  complaints: [
    async ({ provoked }, use) => {
      const complaints: string[] = [];
      await use(complaints);
      base.expect(complaints.filter((text) => !provoked.some((known) => known.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, complaints, baseURL }, use) => {
    listen(context, complaints);
    arriveAwake(context, baseURL);
    await use(context);
  },
  another: async ({ browser, complaints, baseURL }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      opened.push(context);
      listen(context, complaints);
      arriveAwake(context, baseURL);
      return context.newPage();
    });
    for (const context of opened) await context.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads the names of what a fixture needs from here.
  office: async ({}, use) => use(openOffice),
  visit: async ({ another }, use) => {
    await use(async (office, path, { person, ...options } = {}) => {
      const page = await another(options);
      await office.enter(page.context(), person);
      await page.goto(`/${office.slug}${path}`);
      return page;
    });
  },
});

function listen(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    // The mail page keeps a mail's scripts from running, the runner's own included.
    if (message.type() === "error" && !/about:srcdoc/.test(message.text()))
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
}

/** A page of ours is there once it answers: what is pressed before its scripts run goes nowhere. */
function arriveAwake(context: BrowserContext, ours: string | undefined): void {
  context.on("page", (page) => {
    const goto = page.goto.bind(page);
    page.goto = async (url, options) => {
      const response = await goto(url, options);
      const drawn = response?.headers()["content-type"]?.startsWith("text/html");
      if (ours && drawn && page.url().startsWith(ours)) await awake(page);
      return response;
    };
    const reload = page.reload.bind(page);
    page.reload = async (options) => {
      const response = await reload(options);
      await awake(page);
      return response;
    };
  });
}

const awake = (page: Page): Promise<void> => page.locator("html[data-awake]").waitFor({ state: "attached" });

/** Resolves once a write has been answered: begin to wait before it is made, and leave the page after. */
export async function saved(page: Page, procedure: string): Promise<void> {
  await page.waitForResponse((answer) => answer.url().includes(procedure) && answer.ok());
}

/**
 * What is serious or critical by the axe rules on a page, as `rule: element`, once what comes and goes has come and gone. Looked at twice
 * where something is found: a notice may begin to leave while it is looked at, and is no barrier half gone. `only`: these rules.
 */
export async function barriers(page: Page, only?: string[]): Promise<string[]> {
  const found = await barriersNow(page, only);
  return found.length === 0 ? found : barriersNow(page, only);
}

/** The barriers of a page by light, and what its colours hide in the dark: all else is the same in both. */
export async function barriersInBoth(page: Page): Promise<string[]> {
  const byLight = await barriers(page);
  await page.emulateMedia({ colorScheme: "dark" });
  const inTheDark = await barriers(page, ["color-contrast", "link-in-text-block"]);
  await page.emulateMedia({ colorScheme: "light" });
  return [...byLight, ...inTheDark.map((one) => `dark ${one}`)];
}

async function barriersNow(page: Page, only?: string[]): Promise<string[]> {
  await page.waitForFunction(() => {
    const still = ({ playState, effect }: Animation) =>
      playState !== "running" || effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY;
    // A notice is laid down before it moves.
    const there = (notice: Element) => getComputedStyle(notice).opacity === "1";
    return (
      document.getAnimations().every(still) &&
      [...document.querySelectorAll("[data-sonner-toast][data-visible=true]")].every(there)
    );
  });
  const axe = new AxeBuilder({ page });
  const { violations } = await (only ? axe.withRules(only) : axe).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}
