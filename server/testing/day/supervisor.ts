import { type BoardDesk, cardsIn, type Door, type Held } from "./board-desk";
import type { Decision } from "./carried";
import { type Colleague, freest, fullest } from "./colleagues";
import { until } from "./hands";
import type { Duty, Round } from "./oversight";

/** What the supervisor gave out of their own hand, and the product took; to nobody: back to the queue. */
export interface Handed {
  conversationId: string;
  to: string | null;
}

/** Somebody who keeps the board open, and has a keyboard and nothing else. */
export class Supervisor {
  readonly decisions: Decision[] = [];
  readonly handed: Handed[] = [];
  readonly did: Partial<Record<Duty, number>> = {};
  readonly idle: Partial<Record<Duty, number>> = {};
  private said = 0;

  constructor(
    readonly desk: BoardDesk,
    readonly name: string,
    readonly memberId: string,
  ) {}

  /** `behind` says which conversations are behind a figure at this moment. */
  async act({ duty, figure, draw }: Round, behind: (door: Door) => Promise<string[]>): Promise<void> {
    await this.desk.toBoard();
    const done = await (duty === "behind" ? this.opens({ figure }, behind) : this[duty](draw));
    const list = done ? this.did : this.idle;
    list[duty] = (list[duty] ?? 0) + 1;
  }

  private async opens(door: Door, behind: (door: Door) => Promise<string[]>): Promise<boolean> {
    await this.desk.enter(door);
    await until("the list to be what is behind the figure", async () => {
      const { found, rows } = await this.desk.list();
      const ids = await behind(door);
      return found === ids.length && rows.map(({ id }) => id).join() === ids.join();
    });
    await this.desk.toBoard();
    return true;
  }

  /** Looks at what somebody has: as many as their row says. */
  private async watch(draw: number): Promise<boolean> {
    const all = await this.desk.colleagues();
    const one = all[Math.floor(draw * all.length)];
    if (!one) return false;
    const row = await this.desk.unfold(one);
    await until(`what ${one.name} has to be as many as their row says`, async () => {
      const says = (await this.desk.look()).says[`figures of ${one.id}`];
      return says === undefined || Number(says.split(" ")[0]) === (await cardsIn(row).count());
    });
    await this.desk.fold(one);
    return true;
  }

  private async whisper(draw: number): Promise<boolean> {
    return this.on(draw, async (held) => {
      if (!(await this.desk.press(held, "noteOf"))) return false;
      const mark = this.mark();
      const field = this.desk.hands.dialog.getByRole("textbox", { name: this.desk.t("board.noteText") });
      await until("the note's field", async () => (await field.count()) > 0);
      await this.desk.hands.tabTo("the note's field", field);
      await this.desk.hands.type(`Ofrecele el viernes ${mark}`);
      await this.desk.hands.tabTo(
        "leaving the note",
        this.desk.hands.dialog.getByRole("button", { name: this.desk.t("board.leaveNote") }),
      );
      await this.desk.hands.press("Enter");
      await this.desk.hands.gone();
      this.keep(mark, held.id);
      return true;
    });
  }

  private async take(draw: number): Promise<boolean> {
    return this.on(draw, (held) =>
      this.hand(held, this.memberId, async () => (await this.desk.press(held, "takeOf")) || null),
    );
  }

  private async giveBack(draw: number): Promise<boolean> {
    const own = (await this.desk.colleagues()).filter(({ id }) => id === this.memberId);
    return this.on(
      draw,
      (held) =>
        this.hand(held, null, async () => {
          const item = this.desk.page.getByRole("menuitem", {
            name: this.desk.t("inbox.thread.queue"),
            exact: true,
          });
          if (!(await this.desk.press(held, "assignOf"))) return null;
          return this.desk.hands.choosesFrom("giving it back", item);
        }),
      own,
    );
  }

  private async give(draw: number): Promise<boolean> {
    return this.on(draw, async (held) => {
      const to = freest(await this.desk.colleagues(), [held.holder.id, this.memberId]);
      if (!to) return false;
      return this.hand(held, to.id, async () => {
        if (!(await this.desk.press(held, "assignOf"))) return null;
        return this.desk.hands.choosesFrom(to.name, this.desk.page.getByRole("menuitem", { name: to.name }));
      });
    });
  }

  /** With a word for whoever gets it. */
  private async handOver(draw: number): Promise<boolean> {
    return this.on(draw, async (held) => {
      const to = freest(await this.desk.colleagues(), [held.holder.id, this.memberId]);
      if (!to) return false;
      const mark = this.mark();
      const given = await this.hand(held, to.id, async () => {
        const { dialog, ...hands } = this.desk.hands;
        if (!(await this.desk.press(held, "assignOf"))) return null;
        const item = this.desk.page.getByRole("menuitem", {
          name: this.desk.t("inbox.thread.transferWithNote"),
        });
        await hands.choosesFrom("handing it over", item);
        const search = dialog.getByRole("textbox", { name: this.desk.t("work.transfer.search") });
        const radio = dialog.getByRole("radio", { name: to.name });
        await until("the dialog", async () => (await hands.isOn(search)) && (await radio.count()) > 0);
        await hands.type(to.name);
        await hands.tabTo(to.name, radio);
        await hands.press("Space");
        await hands.tabTo(
          "the note",
          dialog.getByRole("textbox", { name: this.desk.t("work.transfer.note") }),
        );
        await hands.type(`Sigue con vos ${mark}`);
        await hands.press("Control+Enter");
      });
      if (given) this.keep(mark, held.id);
      return given;
    });
  }

  /** Does something to a conversation of whoever has most, or of those who are named; leaves their row as it was. */
  private async on(
    draw: number,
    what: (held: Held) => Promise<boolean>,
    whose?: Colleague[],
  ): Promise<boolean> {
    const holder = fullest(whose ?? (await this.desk.colleagues()).filter(({ id }) => id !== this.memberId));
    if (!holder || holder.load === 0) return false;
    const cards = cardsIn(await this.desk.unfold(holder));
    const ids = await cards.evaluateAll((all) => all.map((one) => one.getAttribute("data-conversation")));
    const id = ids[Math.floor(draw * ids.length)];
    const done = id ? await what({ id, holder, card: this.desk.cardOf(holder, id) }) : false;
    await this.desk.fold(holder);
    return done;
  }

  /** Gives it out of the hand, as `way` does; true once the product took it, false where somebody was faster. */
  private async hand(held: Held, to: string | null, way: () => Promise<unknown>): Promise<boolean> {
    const { page, hands } = this.desk;
    let answer: boolean | undefined;
    const hear = (response: { url(): string; status(): number; request(): { method(): string } }) => {
      if (response.url().includes("routing.assign") && response.request().method() === "POST")
        answer = response.status() === 200;
    };
    page.on("response", hear);
    try {
      if ((await way()) === null) return false;
      await until("an answer", async () => answer !== undefined);
    } finally {
      page.off("response", hear);
    }
    await hands.rest();
    if (!answer) return false;
    this.handed.push({ conversationId: held.id, to });
    await until("the conversation to be gone from who had it", async () => (await held.card.count()) === 0);
    return true;
  }

  private keep(mark: string, conversationId: string): void {
    this.decisions.push({ agent: this.name, mark, conversationId, as: "note", fate: "sent" });
  }

  private mark(): string {
    this.said++;
    return `[${this.name[0]}-${String(this.said).padStart(3, "0")}]`;
  }
}
