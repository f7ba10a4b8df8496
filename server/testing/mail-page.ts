import { expect, type Page } from "@playwright/test";

/** Where the mails of the running copy can be read. */
const mails = () => process.env.MAIL_URL ?? "";

/** Opens the newest mail of an address on the mail page and follows its link; gives the page behind it. */
export async function followMail(page: Page, address: string, link: string): Promise<Page> {
  const action = page.frameLocator("iframe").getByRole("link", { name: link, exact: true });
  await expect(async () => {
    await page.goto(`${mails()}/?to=${encodeURIComponent(address)}`);
    await expect(action).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const [opened] = await Promise.all([page.context().waitForEvent("page"), action.click()]);
  return opened;
}
