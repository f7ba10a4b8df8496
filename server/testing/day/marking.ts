import type { Page } from "@playwright/test";
import type { Words } from "@/server/testing/words";
import { type Hands, until } from "./hands";

/** What the office has to put on. */
export const labels = ["Reclamo", "Turno"];

interface Desk {
  hands: Hands;
  page: Page;
  t: Words;
  /** Settles what is chosen, in [0, 1). */
  draw: number;
}

/** What is done to the open conversation by one key and the dialog behind it. */
export const marking = {
  async label({ hands, draw }: Desk): Promise<void> {
    await hands.open("l");
    await hands.choose(labels[Math.floor(draw * labels.length)] ?? "");
    await hands.rest();
  },

  async priority({ hands, draw }: Desk): Promise<void> {
    await hands.open("p");
    for (let i = 0; i < Math.floor(draw * 3); i++) await hands.press("ArrowDown");
    await hands.press("Enter");
    await hands.gone();
  },

  /** For a while that ends within the day; where the window ends before, the first thing that is offered. */
  async snooze({ hands, t, draw }: Desk): Promise<void> {
    await hands.open("h");
    await hands.type(`en ${10 + Math.floor(draw * 50)} minutos`);
    await until("the time", async () => (await hands.dialog.getByRole("option").count()) > 0);
    await hands.press("Enter");
    const past = hands.dialog.getByRole("heading", { name: t("work.snooze.pastTitle") });
    const asked = await until("the snooze", async () =>
      (await past.count()) > 0 ? "past" : (await hands.dialog.count()) === 0 ? "done" : false,
    );
    if (asked === "past") await hands.press("Enter");
    await hands.gone();
  },

  async close({ hands, page, t }: Desk): Promise<void> {
    await hands.press("e");
    const closed = page.getByText(t("inbox.composer.closed"));
    const what = await until("closing", async () =>
      (await hands.dialog.getByRole("option").count()) > 0
        ? "asks"
        : (await closed.count()) > 0
          ? "done"
          : false,
    );
    if (what === "asks") await hands.press("Enter");
    await hands.gone();
    await until("the end of the conversation", async () => (await closed.count()) > 0);
  },
};

/** From the open picker to a template on its way, with the mark as its value. */
export async function fillTemplate({ hands, t }: Desk, mark: string): Promise<void> {
  const { dialog, press, tabTo, type } = hands;
  const name = "seguimos_con_tu_consulta";
  const find = dialog.getByRole("textbox", { name: t("inbox.composer.templateFind") });
  await until("the templates", () => hands.isOn(find));
  await type(name);
  const found = dialog.getByRole("button", { name: new RegExp(name) });
  await until("the template", async () => (await found.count()) === 1);
  await tabTo("the template", found);
  await press("Enter");
  const value = dialog.getByRole("textbox");
  await until(
    "the template's values",
    async () => (await value.count()) === 1 && (await found.count()) === 0,
  );
  await tabTo("the value", value);
  await type(mark);
  await press("Enter");
  await hands.gone();
}
