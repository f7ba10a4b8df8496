import { setTimeout as wait } from "node:timers/promises";
import type { Locator, Page } from "@playwright/test";

/** What an agent waits for comes in far less; a machine at its limits still gets there. */
const patience = 30_000;

/** Waits until something is the case; `what` is said when it never is. */
export async function until<T>(what: string, look: () => Promise<T | false | null>): Promise<T> {
  for (const giveUp = Date.now() + patience; ; ) {
    const found = await look();
    if (found) return found;
    if (Date.now() > giveUp) throw new Error(`waited in vain: ${what}`);
    await wait(50);
  }
}

/** Both hands on the keyboard: nothing here knows a mouse. */
export function handsOn(page: Page) {
  const { keyboard } = page;
  const dialog = page.getByRole("dialog");
  const menu = page.getByRole("menu");
  const writing = () =>
    page.evaluate(() => document.activeElement?.matches("input, textarea, select") ?? false);
  const hands = {
    dialog,
    press: (key: string) => keyboard.press(key),
    type: (text: string) => keyboard.type(text),

    /** Walks from one control to the next until the wanted one has the focus. */
    async tabTo(what: string, target: Locator, most = 300): Promise<void> {
      for (let i = 0; i < most; i++) {
        if (await hands.isOn(target)) return;
        await keyboard.press("Tab");
      }
      throw new Error(`no Tab leads to ${what}`);
    },

    /** Down an open menu to the wanted item, and chooses it. */
    async choosesFrom(what: string, item: Locator): Promise<void> {
      await until(what, async () => (await item.count()) > 0);
      for (let i = 0; i < 60; i++) {
        if (await hands.isOn(item)) return keyboard.press("Enter");
        await keyboard.press("ArrowDown");
      }
      throw new Error(`no arrow leads to ${what}`);
    },

    isOn: async (target: Locator): Promise<boolean> =>
      (await target.count()) > 0 && target.first().evaluate((one) => one === document.activeElement),

    /** Leaves dialogs, menus and fields, so that the single keys work again. */
    async rest(): Promise<void> {
      for (let i = 0; i < 8; i++) {
        const busy = (await dialog.count()) + (await menu.count()) > 0 || (await writing());
        if (!busy) return;
        await keyboard.press("Escape");
        await wait(30);
      }
      throw new Error("Escape does not lead out");
    },

    /** Presses a key and waits for the dialog that it opens. */
    async open(key: string): Promise<void> {
      await keyboard.press(key);
      await until(`the dialog behind ${key}`, async () => (await dialog.count()) > 0 && (await writing()));
    },

    gone: () => until("the dialog to close", async () => (await dialog.count()) === 0),

    /** Chooses the option in which the words stand, by typing them. */
    async choose(words: string): Promise<void> {
      await keyboard.type(words);
      const chosen = dialog.getByRole("option", { selected: true }).filter({ hasText: words });
      await until(`the option ${words}`, async () => (await chosen.count()) > 0);
      await keyboard.press("Enter");
    },
  };
  return hands;
}

export type Hands = ReturnType<typeof handsOn>;
