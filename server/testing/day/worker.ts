import type { Locator, Page } from "@playwright/test";
import { desk } from "@/server/testing/desk";
import type { Words } from "@/server/testing/words";
import type { Decision } from "./carried";
import type { Place } from "./expected";
import { type Hands, handsOn, until } from "./hands";
import { fillTemplate, marking } from "./marking";
import type { Meeting } from "./meetings";
import type { Act, Work } from "./plan";
import { readScreen, type Seen, type SeenRow } from "./screen";

type Row = Pick<SeenRow, "id" | "names">;

const settled = ["accepted", "sent", "delivered", "read", "rejected", "failed"] as const;

/** An agent at a screen, who has a keyboard and nothing else. */
export class Worker {
  readonly decisions: Decision[] = [];
  /** How often each work was done, and how often there was nothing to do it on. */
  readonly did: Partial<Record<Work, number>> = {};
  readonly idle: Partial<Record<Work, number>> = {};
  /** How often the product stopped what was about to leave. */
  stops = 0;
  queue: Place["queue"] = "all";
  unfolded = false;
  private readonly hands: Hands;
  private readonly desk: ReturnType<typeof desk>;
  private said = 0;

  constructor(
    readonly page: Page,
    private readonly t: Words,
    readonly name: string,
    readonly memberId: string,
  ) {
    this.hands = handsOn(page);
    this.desk = desk(page, t);
  }

  look(): Promise<Seen> {
    return readScreen(this.page, this.t);
  }

  /** Null while no conversation is open. */
  get conversationId(): string | null {
    return new URL(this.page.url()).pathname.split("/inbox/")[1] ?? null;
  }

  async act(act: Act, meeting?: Meeting): Promise<void> {
    await this.hands.rest();
    const done = await (meeting ? this.race(act, meeting) : this.alone(act));
    const list = done ? this.did : this.idle;
    list[act.work] = (list[act.work] ?? 0) + 1;
  }

  private async alone(act: Act): Promise<boolean> {
    if (act.work === "look") return this.goTo(queues[Math.floor(act.draw * queues.length)] ?? "all");
    const row = (await this.pick(act)) ?? (await this.elsewhere(act));
    if (!row || !(await this.open(row, act.by))) return false;
    switch (act.work) {
      case "note":
        return this.note();
      case "label":
      case "priority":
      case "snooze":
      case "close":
        await marking[act.work]({ hands: this.hands, page: this.page, t: this.t, draw: act.draw });
        return true;
      default:
        return this.answer(row, act);
    }
  }

  /** What comes first; a template goes to whom nothing else may be said. */
  private async pick({ work, draw }: Act): Promise<Row | undefined> {
    const { sections } = await this.look();
    const rows = (name: "awaiting" | "expired" | "answered") =>
      sections.find((s) => s.title === this.t(`inbox.section.${name}`))?.rows ?? [];
    const [awaiting, answered] = [rows("awaiting"), rows("answered")];
    if (work === "template") return rows("expired")[0];
    if (work === "reply") return awaiting[Math.floor(draw * Math.min(3, awaiting.length))] ?? answered[0];
    if (work === "close") return answered[0];
    const all = [...awaiting, ...answered];
    return all[Math.floor(draw * Math.min(6, all.length))];
  }

  /** Where there is nothing to do, one looks where there is. */
  private async elsewhere(act: Act): Promise<Row | undefined> {
    if (this.queue === "all") return undefined;
    await this.goTo("all");
    return this.pick(act);
  }

  /** Goes to a conversation by the keys; false when it has gone from this list meanwhile. */
  async open(row: Row, by: Act["by"]): Promise<boolean> {
    if (this.conversationId !== row.id && by === "palette") await this.find(row);
    for (let steps = 0; this.conversationId !== row.id; steps++) {
      const ids = (await this.look()).sections.flatMap((s) => s.rows.map((one) => one.id));
      const to = ids.indexOf(row.id);
      if (to < 0 || steps > 2 * ids.length + 5) return false;
      const from = this.conversationId;
      await this.hands.press(from !== null && ids.indexOf(from) > to ? "k" : "j");
      await until("the next conversation", async () => this.conversationId !== from);
    }
    await until("the thread", async () => (await this.desk.thread.count()) > 0);
    return true;
  }

  private async find({ names }: Row): Promise<void> {
    const from = this.conversationId;
    await this.hands.open("Control+k");
    await this.hands.choose(names[0] ?? "");
    await this.hands.gone();
    await until("the conversation that was found", async () => this.conversationId !== from);
  }

  private async goTo(queue: Place["queue"]): Promise<boolean> {
    const name = this.t(`inbox.queue.${queue}`);
    const link = this.page
      .getByRole("navigation", { name: this.t("inbox.queue.label") })
      .getByRole("link", { name });
    await this.hands.tabTo(name, link);
    await this.hands.press("Enter");
    this.queue = queue;
    await until(`the queue ${name}`, async () => (await this.look()).queue === name);
    return true;
  }

  /** Unfolds what is put off, when there is anything. */
  async unfold(): Promise<void> {
    const fold = this.page.getByRole("button", { name: this.t("inbox.section.snoozed") });
    await this.hands.rest();
    await this.goTo("all");
    if ((await fold.count()) === 0 || this.unfolded) return;
    await this.hands.tabTo("what is put off", fold);
    await this.hands.press("Enter");
    this.unfolded = true;
  }

  async toQueue(queue: Place["queue"]): Promise<void> {
    await this.hands.rest();
    await this.goTo(queue);
  }

  private async race(act: Act, meeting: Meeting): Promise<boolean> {
    await this.goTo("all");
    const own = await this.pick({ ...act, work: "reply", draw: 0 });
    const row = own ? meeting.about(own as SeenRow) : undefined;
    const there = row !== undefined && (await this.open(row, "steps"));
    // Whoever has nothing to answer comes all the same: the other one waits.
    const ready = there && (await this.beginsReply()) === "reply";
    const mark = this.mark();
    if (ready) await this.empty();
    if (ready) await this.hands.type(`Los dos a la vez ${mark}`);
    await meeting.both();
    if (!ready || !row) return false;
    await this.hands.press("Enter");
    await this.settle(row.id, mark, false);
    return true;
  }

  private async answer(row: Row, act: Act): Promise<boolean> {
    const what = await this.beginsReply();
    if (what === "closed") return false;
    if (what === "template") return this.template(row.id);
    const mark = this.mark();
    await this.empty();
    await this.hands.type(`Te contesto enseguida ${mark}`);
    await this.hands.press("Enter");
    if (act.twice) await this.hands.press("Enter");
    await this.settle(row.id, mark, act.draw < 0.5);
    return true;
  }

  /** What R offers. */
  private async beginsReply(): Promise<"reply" | "template" | "closed"> {
    await this.hands.press("r");
    const field = this.desk.composer.getByRole("textbox");
    return until("something to write in", async () => {
      if ((await this.hands.dialog.count()) > 0) return "template";
      if (await this.hands.isOn(field)) return "reply";
      return (await this.closed.count()) > 0 ? "closed" : false;
    });
  }

  private get closed(): Locator {
    return this.page.getByText(this.t("inbox.composer.closed"));
  }

  /** Until it has left, or was stopped and decided on: sent all the same, or taken back. */
  private async settle(conversationId: string, mark: string, insists: boolean): Promise<void> {
    const { t } = this;
    const sent = this.sent(mark);
    const back = this.page.getByRole("button", { name: t("inbox.composer.takeBack") });
    const anyway = this.page.getByRole("button", { name: t("inbox.composer.sendAnyway") });
    let fate: Decision["fate"] = "sent";
    for (;;) {
      const now = await until(`${mark} to leave`, async () => {
        if ((await back.count()) > 0) return "stopped";
        // A colleague closed it before it was sent: the words are kept where they were written.
        const kept =
          (await this.closed.count()) > 0 && (await this.desk.composer.getByText(mark).count()) > 0;
        return (await sent()) || (kept && "taken back");
      });
      if (now !== "stopped") {
        fate = now;
        break;
      }
      this.stops++;
      if (insists && (await anyway.count()) > 0) {
        await this.hands.tabTo("sending it anyway", anyway);
        await this.hands.press("Enter");
        await until("the banner to go", async () => (await back.count()) === 0);
        continue;
      }
      await this.hands.tabTo("taking it back", back);
      await this.hands.press("Enter");
      await this.wipe();
      fate = "taken back";
      break;
    }
    this.decisions.push({ agent: this.name, mark, conversationId, as: "reply", fate });
  }

  /** Back in the field, or kept as a draft where the window has ended meanwhile. */
  private async wipe(): Promise<void> {
    const field = this.desk.composer.getByRole("textbox");
    const template = this.desk.composer.getByRole("button", {
      name: this.t("inbox.composer.chooseTemplate"),
    });
    const shut = template.or(this.closed);
    const where = await until("the text to be back", async () => {
      if ((await field.count()) > 0) return (await field.inputValue()) !== "" && "field";
      return (await shut.count()) > 0 && "draft";
    });
    await this.hands.rest();
    if (where === "draft" || (await this.beginsReply()) !== "reply") return this.hands.rest();
    await this.empty();
  }

  /** Of a draft that was left there. */
  private async empty(): Promise<void> {
    await this.hands.press("Control+a");
    await this.hands.press("Delete");
  }

  /** What the screen says became of it, once that is settled. */
  private sent(mark: string): () => Promise<false | "sent" | "refused"> {
    const bubble = this.desk.bubble(mark);
    return async () => {
      for (const state of settled) {
        const tick = bubble.getByRole("button", { name: this.t(`inbox.state.${state}`), exact: true });
        if ((await tick.count()) > 0) return state === "rejected" ? "refused" : "sent";
      }
      return false;
    };
  }

  private async template(conversationId: string): Promise<boolean> {
    const mark = this.mark();
    await fillTemplate({ hands: this.hands, page: this.page, t: this.t, draw: 0 }, mark);
    const fate = await until("the template to leave", this.sent(mark));
    this.decisions.push({ agent: this.name, mark, conversationId, as: "template", fate });
    return true;
  }

  private async note(): Promise<boolean> {
    const conversationId = this.conversationId;
    const mark = this.mark();
    await this.hands.press("n");
    const field = this.page.getByRole("textbox", { name: this.t("inbox.composer.notePlaceholder") });
    await until("the note's field", () => this.hands.isOn(field));
    await this.empty();
    await this.hands.type(`Para el equipo ${mark}`);
    await this.hands.press("Enter");
    await until("the note", async () => (await this.desk.bubble(mark).count()) > 0);
    await this.hands.rest();
    // Back to replying, as the checkpoints expect everybody.
    await this.hands.press("r");
    await this.hands.rest();
    this.decisions.push({
      agent: this.name,
      mark,
      conversationId: conversationId ?? "",
      as: "note",
      fate: "sent",
    });
    return true;
  }

  private mark(): string {
    this.said++;
    return `[${this.name[0]}-${String(this.said).padStart(3, "0")}]`;
  }
}

const queues: Place["queue"][] = ["mine", "all", "unassigned", "all", "team"];
