import type { Page } from "@playwright/test";
import type { Words } from "@/server/testing/words";
import type { SeenRow } from "./screen";

/** The board as it reads: everything that it says of something, by the name of what it is said of. */
export interface SeenBoard {
  /** The moment of the organization's own time that its figures are of, in ms. */
  at: number;
  says: Record<string, string>;
  queue: SeenRow[];
  /** Where the CSV of each figure is. */
  csv: Record<string, string>;
}

/** Reads the board as it stands. Presses nothing. */
export async function readBoardScreen(page: Page, t: Words): Promise<SeenBoard> {
  const asked = {
    figures: t("board.figures"),
    queue: t("board.queue"),
    members: t("board.members"),
    teams: t("board.teams"),
    numbers: t("board.numbers"),
  };
  return page.evaluate(read, asked);
}

type Asked = Record<"figures" | "queue" | "members" | "teams" | "numbers", string>;

/** Runs in the page. */
function read(asked: Asked): SeenBoard {
  const words = (of: Element | null | undefined) => (of?.textContent ?? "").replace(/\s+/g, " ").trim();
  const label = (of: Element | null | undefined) => of?.getAttribute("aria-label") ?? "";
  const part = (name: string) => document.querySelector(`section[aria-label="${name}"]`);
  const says: Record<string, string> = {};
  const csv: Record<string, string> = {};
  const time = document.querySelector("header p time");
  says.asOf = words(time);
  says.stale = [...document.querySelectorAll("[role=alert], [role=status]")].map(words).join(" ");

  for (const tile of part(asked.figures)?.querySelectorAll<HTMLElement>("[data-figure]") ?? []) {
    const name = tile.dataset.figure ?? "";
    const [title, value, below] = [...tile.children].map(words);
    says[`figure ${name}`] = `${title}: ${value}`;
    if (name === "queue") says["oldest of all"] = below ?? "";
    const link = tile.parentElement?.querySelector("a[download]");
    says[`csv ${name}`] = label(link);
    csv[name] = link?.getAttribute("href") ?? "";
  }

  for (const row of part(asked.members)?.querySelectorAll<HTMLElement>("[data-member]") ?? []) {
    const id = row.dataset.member ?? "";
    const [head, figures] = [...row.children];
    says[`member ${id}`] = words(head?.querySelector("bdi"));
    says[`presence of ${id}`] = label(head?.querySelector("[role=img]"));
    says[`load of ${id}`] = words(head?.lastElementChild);
    says[`figures of ${id}`] = [...(figures?.children ?? [])].map(words).join(" | ");
  }
  const members = [...document.querySelectorAll<HTMLElement>("[data-member]")];
  says.members = members.map((one) => one.dataset.member).join(" ");

  const named = (of: Element | null) =>
    [...(of?.querySelectorAll("li") ?? [])].map((row) => ({ row, name: words(row.querySelector("bdi")) }));
  const [teams, numbers] = [named(part(asked.teams)), named(part(asked.numbers))];
  says.teams = teams.map(({ name }) => name).join(" | ");
  says.numbers = numbers.map(({ name }) => name).join(" | ");
  for (const { row, name } of teams) {
    says[`oldest of team ${name}`] = words(row.querySelector("time")?.parentElement);
    says[`figures of team ${name}`] = [...row.querySelectorAll("a")].map(words).join(" | ");
  }
  for (const { row, name } of numbers) {
    says[`figure of number ${name}`] = words(row.querySelector("a"));
    says[`health of number ${name}`] = words(row.lastElementChild);
  }

  const queue = part(asked.queue);
  const cards = [...(queue?.querySelectorAll<HTMLElement>("li[data-conversation]") ?? [])];
  says["empty queue"] = cards.length > 0 ? "" : words(queue?.querySelector("p"));
  says["rest of the queue"] = words(queue?.querySelector("ul + a"));
  return {
    at: Date.parse(time?.getAttribute("datetime") ?? ""),
    says,
    csv,
    queue: cards.map((card) => {
      const row = card.querySelector("a") ?? card;
      const [window = "", ...signs] = [...row.querySelectorAll("[role=img]")].map(label);
      return {
        id: card.dataset.conversation ?? "",
        names: [...row.querySelectorAll("bdi")].filter((one) => !one.closest("p")).map(words),
        line: words(row.querySelector("p")),
        window,
        signs,
      };
    }),
  };
}
