import type { Locator, Page } from "@playwright/test";
import type { Words } from "./words";

/** The inbox as who works in it sees it, by the names that screen readers say. */
export function desk(page: Page, t: Words) {
  const thread = page.getByRole("log", { name: t("inbox.thread.messages") });
  const composer = page.getByRole("region", { name: t("inbox.composer.reply"), exact: true });
  const field = (name: string) =>
    page.getByRole("textbox", { name: t("inbox.composer.placeholder", { name }), exact: true });
  return {
    thread,
    composer,
    /** Above the open conversation: who has it, and the menu that gives it to somebody else. */
    holder: (name: string): Locator =>
      page.getByRole("button", { name: t("inbox.row.assignedTo", { name }), exact: true }),
    /** A conversation in the list, by its contact or by what was said last. */
    row: (text: string): Locator => page.locator("a[data-conversation]").filter({ hasText: text }),
    /** A message or a note of the open conversation. */
    bubble: (text: string | RegExp): Locator => thread.getByRole("article").filter({ hasText: text }),
    /** So many messages of somebody's are in the list as unread: what is sent to a number at once may overtake itself. */
    unread: (name: string, count: number): Locator =>
      page
        .locator("a[data-conversation]")
        .filter({ hasText: name })
        .getByText(String(count), { exact: true }),
    field,
    /** Where a message of ours stands. */
    tick: (bubble: Locator, state: "sent" | "delivered" | "read"): Locator =>
      bubble.getByRole("button", { name: t(`inbox.state.${state}`), exact: true }),
    send: page.getByRole("button", { name: new RegExp(`^${t("inbox.composer.send")}($| ·)`) }),
    async reply(name: string, text: string): Promise<void> {
      await field(name).fill(text);
      await field(name).press("Enter");
    },
    async note(text: string): Promise<void> {
      await page.getByRole("radio", { name: t("inbox.composer.note") }).click();
      await page.getByRole("textbox", { name: t("inbox.composer.notePlaceholder") }).fill(text);
      await page.getByRole("button", { name: t("inbox.composer.saveNote") }).click();
    },
  };
}
