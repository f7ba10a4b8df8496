import type { Locator, Page } from "@playwright/test";
import { barriers, expect } from "./browser-fixture";
import type { Office } from "./office";
import { words } from "./words";

/* The steps of a campaign as a marketer takes them, by keys. */

const t = words("es");

export const people = [
  { name: "Ana Ríos", phone: "+54 9 11 5263 2301" },
  { name: "Beto Sosa", phone: "+54 9 11 5263 2302" },
];
const template = "recordatorio_de_turno";

export const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name });
export const next = (page: Page, step: "message" | "check" | "when" | "review") =>
  button(page, t("campaigns.next", { step: t(`campaigns.step.${step}`) })).press("Enter");
/** A choice made as one makes it without a mouse: opened, searched by its first letters, taken. */
export async function choose(page: Page, control: Locator, option: string): Promise<void> {
  await control.press("Enter");
  await page.getByRole("option", { name: option }).press("Enter");
  await expect(control).toContainText(option);
}
export const source = (page: Page, name: string) => {
  const place = t("campaigns.slot.places.body", { name });
  return {
    select: page.getByRole("combobox", { name: t("campaigns.slot.source", { place }) }),
    text: page.getByRole("textbox", { name: t("campaigns.slot.typed", { place }) }),
  };
};

export async function pickEverybody(page: Page): Promise<void> {
  await page.getByRole("radio", { name: t("campaigns.audience.contacts") }).press("Space");
  for (const { name } of people)
    await page.getByRole("checkbox", { name: new RegExp(`^${name}`) }).press("Space");
  await expect(
    page.getByText(t("campaigns.audience.chosen", { count: people.length }), { exact: true }),
  ).toBeVisible();
}

export async function writeMessage(page: Page, wording = template): Promise<void> {
  const control = page.getByRole("combobox", { name: t("campaigns.message.template"), exact: true });
  await control.press("Enter");
  const search = page
    .getByRole("dialog", { name: t("campaigns.message.template") })
    .getByPlaceholder(t("common.searchSelect.search"));
  await search.fill("no hay ninguna");
  await expect(page.getByText(t("common.searchSelect.nothing"))).toBeVisible();
  await search.fill(wording.replaceAll("_", " "));
  await expect(page.getByRole("option", { name: wording })).toContainText(t("templates.category.UTILITY"));
  expect(await barriers(page)).toEqual([]);
  await search.press("Enter");
  await expect(control).toContainText(wording);
  await expect(control).toBeFocused();
  for (const [place, text] of [
    ["2", "viernes 4"],
    ["3", "10:30"],
  ] as const) {
    await choose(page, source(page, place).select, t("campaigns.slot.text"));
    await source(page, place).text.fill(text);
  }
}

/** The people write first: so they are known. */
export async function hear(clinic: Office, known = people): Promise<void> {
  for (const one of known) await clinic.hears(one, "Hola");
}
