import type { Page } from "@playwright/test";
import type { Words } from "@/server/testing/words";

/** A row of the list, as it reads. */
export interface SeenRow {
  id: string;
  /** Who it is, on which number, and its labels. */
  names: string[];
  /** What was said last, by whom, or the draft. */
  line: string;
  /** What the window's ring says. */
  window: string;
  /** What the other signs say: urgent, put off, how many are unread, who has it. */
  signs: string[];
}

export interface SeenSection {
  title: string;
  count: number;
  rows: SeenRow[];
}

/** A message or a note in the open thread. */
export interface SeenMessage {
  seq: number;
  text: string;
  /** Every name that a button or an image in it has: the tick is one of them. */
  signs: string[];
}

export interface SeenThread {
  conversationId: string;
  messages: SeenMessage[];
  /** What may be written: a reply, a template alone, or nothing. */
  composer: "reply" | "template" | "none";
}

/** What an agent has before their eyes. */
export interface Seen {
  queue: string;
  counts: Record<string, number>;
  sections: SeenSection[];
  thread: SeenThread | null;
}

/** Reads a page as it stands; lists longer than the screen are looked through from end to end. Presses nothing. */
export async function readScreen(page: Page, t: Words): Promise<Seen> {
  const asked = {
    queues: t("inbox.queue.label"),
    list: t("inbox.list.label"),
    log: t("inbox.thread.messages"),
    reply: t("inbox.composer.reply"),
    template: t("inbox.composer.chooseTemplate"),
  };
  return page.evaluate(read, asked);
}

type Asked = Record<"queues" | "list" | "log" | "reply" | "template", string>;

/** Runs in the page. */
async function read(asked: Asked): Promise<Seen> {
  const words = (of: Element | null | undefined) => (of?.textContent ?? "").replace(/\s+/g, " ").trim();
  const signsOf = (of: Element) =>
    [...of.querySelectorAll("[aria-label], img[alt]")].map(
      (one) => one.getAttribute("aria-label") ?? one.getAttribute("alt") ?? "",
    );
  const called = (name: string) => document.querySelector<HTMLElement>(`[aria-label="${name}"]`);
  const drawn = () =>
    new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));

  /** Everything in a virtual list, by where it stands in it. */
  async function through<T>(list: HTMLElement, find: string, take: (one: HTMLElement) => [string, T]) {
    const found = new Map<string, { top: number; what: T }>();
    const look = () => {
      const above = list.getBoundingClientRect().top - list.scrollTop;
      const times = new Map<string, number>();
      for (const one of list.querySelectorAll<HTMLElement>(find)) {
        const [key, what] = take(one);
        const nth = (times.get(key) ?? 0) + 1;
        times.set(key, nth);
        // What stands there twice is two things.
        found.set(`${key} ${nth}`, { top: one.getBoundingClientRect().top - above, what });
      }
    };
    const before = list.scrollTop;
    look();
    if (list.scrollHeight > list.clientHeight + 1) {
      for (let top = 0; top < list.scrollHeight; top += list.clientHeight * 0.7) {
        list.scrollTop = top;
        await drawn();
        look();
      }
      list.scrollTop = before;
      await drawn();
    }
    return [...found.values()].sort((a, b) => a.top - b.top).map((one) => one.what);
  }

  const rowOf = (row: HTMLElement): SeenRow => {
    const [window = "", ...signs] = [...row.querySelectorAll("[role=img]")].map(
      (one) => one.getAttribute("aria-label") ?? "",
    );
    return {
      id: row.dataset.conversation ?? "",
      names: [...row.querySelectorAll("bdi")].filter((one) => !one.closest("p")).map(words),
      line: words(row.querySelector("p")),
      window,
      signs,
    };
  };

  async function sections(): Promise<SeenSection[]> {
    const list = called(asked.list);
    if (!list) return [];
    type Piece = { head: Omit<SeenSection, "rows"> } | { row: SeenRow };
    const pieces = await through<Piece>(list, "a[data-conversation], h3", (one) => {
      if (one.dataset.conversation !== undefined) return [one.dataset.conversation, { row: rowOf(one) }];
      const head = { title: words(one), count: Number(words(one.nextElementSibling)) };
      return [`head ${head.title}`, { head }];
    });
    const all: SeenSection[] = [];
    for (const piece of pieces) {
      if ("head" in piece) all.push({ ...piece.head, rows: [] });
      else {
        // What a filter finds has no head.
        if (all.length === 0) all.push({ title: "", count: pieces.length, rows: [] });
        all[all.length - 1]?.rows.push(piece.row);
      }
    }
    return all;
  }

  async function thread(): Promise<SeenThread | null> {
    const id = location.pathname.split("/inbox/")[1];
    const log = called(asked.log);
    if (!id || !log) return null;
    const messages = await through<SeenMessage | null>(log, "[data-seq]", (one) => {
      const article = one.querySelector("article");
      const seq = Number(one.dataset.seq);
      return [String(seq), article ? { seq, text: words(article), signs: signsOf(article) } : null];
    });
    const composer = document.querySelector(`section[aria-label="${asked.reply}"]`);
    const buttons = [...(composer?.querySelectorAll("button") ?? [])].map(words);
    return {
      conversationId: id,
      messages: messages.filter((one) => one !== null),
      composer: composer?.querySelector("textarea")
        ? "reply"
        : buttons.includes(asked.template)
          ? "template"
          : "none",
    };
  }

  const nav = called(asked.queues);
  const links = [...(nav?.querySelectorAll("a") ?? [])];
  const labelOf = (link: Element) => words(link.querySelector("span"));
  const current = links.find((link) => link.getAttribute("aria-current") === "page");
  return {
    queue: current ? labelOf(current) : "",
    counts: Object.fromEntries(links.map((link) => [labelOf(link), Number(words(link.lastElementChild))])),
    sections: await sections(),
    thread: await thread(),
  };
}
