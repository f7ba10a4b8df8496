import { type CDPSession, chromium, type Page } from "@playwright/test";
import type { Loaded } from "@/db/bulk/load";
import { browserOptions } from "../browser";
import type { BenchOptions, Figures } from "./cli";
import { median, percentile } from "./figures";
import { lengthen, longThread } from "./long-threads";
import { claimsOf, cookieOf } from "./sessions";

/** The processor of a browser on a simple machine. */
const slower = 4;
const [rounds, opens, keys] = [3, 24, 40];
/** Threads that are opened in turns. */
const threads = 6;
/** Per interaction, in ms, from the press to what is painted after it. */
const most = 100;

/**
 * How long a press waits for its picture in a real browser that is slowed down: opening a conversation, and typing in one, each with 500
 * messages that are all loaded. Interaction to next paint as the browser itself reports it, of all but the slowest in fifty.
 */
export async function touch(
  { orgId, slug, email }: Loaded,
  url: string,
  { quick, say }: BenchOptions,
): Promise<{ figures: Figures; reached: boolean }> {
  const browser = await chromium.launch(browserOptions());
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "es-AR" });
    await context.addCookies([{ ...(await cookieOf(await claimsOf(email))), url }]);
    const page = await context.newPage();
    // In the order of the last message: in that of the windows' ends rows would leave while the clock goes on.
    const ids = await lengthenSome(page, `${url}/${slug}/inbox?sort=newest`, orgId);
    await page.reload();
    for (const id of ids) await loadWhole(page, id);
    const cdp = await context.newCDPSession(page);
    const results = { open: [] as number[], type: [] as number[], bare: [] as number[] };
    for (let round = 1; round <= (quick ? 1 : rounds); round++) {
      results.bare.push(await bareInp());
      results.open.push(await slowed(cdp, page, opens, () => openInTurns(page, ids), say));
      results.type.push(await slowed(cdp, page, keys, () => type(page), say));
      say(
        `presses ${round}: opening ${results.open.at(-1)} ms, typing ${results.type.at(-1)} ms, a bare page ${results.bare.at(-1)} ms`,
      );
    }
    const figures = {
      openInp: median(results.open),
      typeInp: median(results.type),
      bareInp: median(results.bare),
    };
    return { figures, reached: figures.openInp <= most && figures.typeInp <= most };
  } finally {
    await browser.close();
  }
}

/** The first conversations of the list, made long. */
async function lengthenSome(page: Page, address: string, orgId: string): Promise<string[]> {
  await page.goto(address);
  const rows = page.locator("[data-conversation]");
  await rows.nth(threads - 1).waitFor();
  const ids: string[] = [];
  for (let i = 0; i < threads; i++) ids.push((await rows.nth(i).getAttribute("data-conversation")) ?? "");
  await lengthen(orgId, ids);
  return ids;
}

const row = (page: Page, id: string) => page.locator(`[data-conversation="${id}"]`);
const log = (page: Page) => page.locator('[role="log"]');

/** Opens a conversation and walks up to its first message: from then on all of it is there. */
async function loadWhole(page: Page, id: string): Promise<void> {
  await row(page, id).click();
  await page.waitForURL(`**/${id}*`);
  await log(page).locator(`[data-seq="${longThread}"]`).waitFor();
  await page.waitForFunction(() => {
    const list = document.querySelector('[role="log"]');
    // To and fro: a list that stands at its top is not scrolled by being sent there.
    if (list) list.scrollTop = list.scrollTop === 0 ? 40 : 0;
    return document.querySelector('[data-seq="1"]') !== null;
  });
}

async function slowed(
  cdp: CDPSession,
  page: Page,
  count: number,
  work: () => Promise<void>,
  say: (line: string) => void = () => undefined,
): Promise<number> {
  await page.evaluate(observe);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slower });
  try {
    await work();
    // What was pressed last is reported after its picture.
    await rest(page);
  } finally {
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  }
  const presses = await page.evaluate(() => [...(window.hiloLongest?.values() ?? [])]);
  const worst = presses.toSorted((a, b) => b.ms - a.ms).slice(0, 3);
  say(`  slowest: ${worst.map((p) => `${p.ms} ms (waited ${p.waited}, worked ${p.worked})`).join(", ")}`);
  const slow = presses.map((press) => press.ms);
  // What took less than a frame is not reported; it was quicker than any that was.
  return percentile([...slow, ...Array(Math.max(0, count - slow.length)).fill(16)], 0.98);
}

async function openInTurns(page: Page, ids: string[]): Promise<void> {
  for (let i = 0; i < opens; i++) {
    const id = ids[i % ids.length] ?? "";
    await row(page, id).click();
    await page.waitForURL(`**/${id}*`);
    await log(page).locator(`[data-seq="${longThread}"]`).waitFor();
    await rest(page);
  }
}

/** Nobody presses again before they have looked: what is left to draw and to fetch is done by then. */
async function rest(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 1_000 }), 700)),
  );
}

async function type(page: Page): Promise<void> {
  await page.locator("textarea").first().click();
  await rest(page);
  await page.keyboard.type("Ya salió tu pedido, llega mañana tarde. ".slice(0, keys), { delay: 60 });
}

/** The same presses on a page with nothing but a button, in a browser of its own: what the machine takes at this moment. */
async function bareInp(): Promise<number> {
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    await page.setContent("<button onclick='this.textContent = Math.random()'>0</button>");
    return await slowed(await page.context().newCDPSession(page), page, opens, async () => {
      for (let i = 0; i < opens; i++) await page.locator("button").click();
    });
  } finally {
    await browser.close();
  }
}

interface Press {
  ms: number;
  /** Of that: until the page began with it, and while it worked on it; the rest is until the picture was there. */
  waited: number;
  worked: number;
}

declare global {
  interface Window {
    /** The longest event of each press so far. */
    hiloLongest?: Map<number, Press>;
  }
}

/** Runs in the page: from now on each press is known by its longest event. Nothing in it has a name of its own, which a compiler would keep. */
function observe(): void {
  window.hiloLongest = new Map();
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId?: number })[])
      if (entry.interactionId && entry.duration > (window.hiloLongest?.get(entry.interactionId)?.ms ?? 0))
        window.hiloLongest?.set(entry.interactionId, {
          ms: entry.duration,
          waited: Math.round(entry.processingStart - entry.startTime),
          worked: Math.round(entry.processingEnd - entry.processingStart),
        });
  }).observe({ type: "event", durationThreshold: 16 } as PerformanceObserverInit);
}
