import type { Locator, Page } from "@playwright/test";
import type { Words } from "./words";

/** The customer's phone on screen. */
export function phone(page: Page, t: Words) {
  const field = page.getByRole("textbox", { name: t("sandbox.phone.write"), exact: true });
  const bubble = (text: string | RegExp): Locator => page.getByRole("article").filter({ hasText: text });
  const act = async (text: string, action: string) => {
    const message = bubble(text).first();
    await message.hover();
    await message.getByRole("button", { name: t("sandbox.message.actions") }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
  };
  return {
    field,
    bubble,
    async say(text: string): Promise<void> {
      await field.fill(text);
      await field.press("Enter");
    },
    /** Takes the first of the people offered; gives their name. */
    async pick(): Promise<string> {
      await page.getByRole("button", { name: t("sandbox.people.new") }).click();
      const first = page.getByRole("tabpanel").getByRole("listitem").first();
      const name = await first.locator("bdi").textContent();
      await first.getByRole("button").click();
      return name ?? "";
    },
    async sendSample(kind: "image" | "video" | "document" | "sticker"): Promise<void> {
      await page.getByRole("button", { name: t("sandbox.phone.attach"), exact: true }).click();
      await page.getByRole("menuitem", { name: t(`inbox.media.${kind}`), exact: true }).click();
    },
    react: (text: string, emoji: string) => act(text, t("sandbox.message.react", { emoji })),
    async quote(text: string, answer: string): Promise<void> {
      await act(text, t("sandbox.message.reply"));
      await field.fill(answer);
      await field.press("Enter");
    },
    /** Moves the organization's clock a day ahead; the clock lies behind a button where there is no room. */
    async aDayLater(): Promise<void> {
      const day = page.getByRole("button", { name: t("sandbox.clock.day"), exact: true });
      const about = page.getByRole("button", { name: t("sandbox.phone.about"), exact: true });
      const folded = await about.isVisible();
      if (folded) await about.click();
      await day.click();
      const ahead = t("sandbox.clock.ahead", { time: t("sandbox.phone.hours", { hours: 24 }) });
      await page.getByText(ahead).filter({ visible: true }).first().waitFor();
      if (folded) await page.keyboard.press("Escape");
    },
  };
}
