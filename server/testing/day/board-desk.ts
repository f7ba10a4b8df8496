import type { Locator, Page } from "@playwright/test";
import type { Words } from "@/server/testing/words";
import type { FigureName } from "./board-facts";
import { readBoardScreen, type SeenBoard } from "./board-screen";
import { type Colleague, colleagues } from "./colleagues";
import { handsOn, until } from "./hands";
import { readScreen, type SeenRow } from "./screen";

/** Where the list behind a figure of the board is: of the whole, or of a member's row by its place in it. */
export type Door = { figure: FigureName } | { memberId: string; place: 0 | 1 | 2 };

/** A conversation on the board, and the buttons below it. */
export interface Held {
  id: string;
  card: Locator;
  holder: Colleague;
}

/** The board under the hands of who has a keyboard and nothing else. */
export class BoardDesk {
  readonly hands: ReturnType<typeof handsOn>;

  constructor(
    readonly page: Page,
    readonly t: Words,
  ) {
    this.hands = handsOn(page);
  }

  look(): Promise<SeenBoard> {
    return readBoardScreen(this.page, this.t);
  }

  /** By name, from wherever. */
  async toBoard(): Promise<void> {
    await this.hands.rest();
    if (this.page.url().endsWith("/board")) return;
    await this.hands.open("Control+k");
    await this.hands.choose(this.t("common.nav.board"));
    await until("the board", async () => (await this.figure("open").count()) > 0);
    await this.hands.gone();
  }

  /** Goes through a figure to what is behind it; tells the figure, how many the list says it has, and its rows. */
  async enter(door: Door): Promise<{ figure: number; found: number; rows: SeenRow[] }> {
    const link =
      "figure" in door
        ? this.figure(door.figure)
        : this.row(door.memberId).locator(":scope > div").nth(1).getByRole("link").nth(door.place);
    await this.hands.tabTo("the figure", link, 400);
    const { says } = await this.look();
    const figure =
      "figure" in door
        ? says[`figure ${door.figure}`]?.split(": ").at(-1)
        : says[`figures of ${door.memberId}`]?.split(" | ")[door.place]?.split(" ")[0];
    await this.hands.press("Enter");
    await until("the list behind the figure", async () => this.page.url().includes("/inbox?filter="));
    return { figure: Number(figure), ...(await this.list()) };
  }

  /** The list that is open. */
  async list(): Promise<{ found: number; rows: SeenRow[] }> {
    const bar = this.page.getByRole("toolbar", { name: this.t("inbox.views.toolbar") });
    const count = new RegExp(this.t("inbox.views.found", { count: 0 }).replace("0", "(\\d+)"));
    const found = await until("the list's count", async () => count.exec((await bar.textContent()) ?? ""));
    const { sections } = await readScreen(this.page, this.t);
    return { found: Number(found[1]), rows: sections.flatMap(({ rows }) => rows) };
  }

  /** False when the conversation has gone meanwhile. */
  async press({ card }: Held, button: "takeOf" | "assignOf" | "noteOf"): Promise<boolean> {
    const target = card.getByRole("button", { name: this.t(`board.${button}`, { who: "" }).trim() });
    const there = await this.hands.tabTo(button, target, 400).then(
      () => true,
      async (error) => {
        if ((await target.count()) > 0) throw error;
        return false;
      },
    );
    if (there) await this.hands.press("Enter");
    return there;
  }

  async unfold(one: Colleague): Promise<Locator> {
    const row = this.row(one.id);
    await this.turn(one, "true");
    const empty = row.getByText(this.t("board.holdsNothing"));
    await until(`what ${one.name} has`, async () => (await cardsIn(row).or(empty).count()) > 0);
    return row;
  }

  async fold(one: Colleague): Promise<void> {
    await this.hands.rest();
    if ((await this.row(one.id).count()) > 0) await this.turn(one, "false");
  }

  private async turn({ id, name }: Colleague, expanded: "true" | "false"): Promise<void> {
    const button = this.row(id).getByRole("button", { name: this.t("board.showOf", { name }) });
    if ((await button.getAttribute("aria-expanded")) === expanded) return;
    await this.hands.tabTo(name, button, 400);
    await this.hands.press("Enter");
    await until(name, async () => (await button.getAttribute("aria-expanded")) === expanded);
  }

  async colleagues(): Promise<Colleague[]> {
    return colleagues(await this.look(), this.t);
  }

  private figure(name: FigureName): Locator {
    return this.page.locator(`[data-figure=${name}]`);
  }

  private row(memberId: string): Locator {
    return this.page.locator(`[data-member="${memberId}"]`);
  }

  cardOf({ id }: Colleague, conversationId: string): Locator {
    return this.row(id).locator(`li[data-conversation="${conversationId}"]`);
  }
}

export const cardsIn = (row: Locator): Locator => row.locator("li[data-conversation]");
