import type { Locator } from "@playwright/test";
import { browserOptions } from "@/server/testing/browser";
import { expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4401" };
const options = browserOptions();
// A microphone that hums.
const hums = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"];
test.use({ launchOptions: { ...options, args: [...(options.args ?? []), ...hums] } });

/** Of a player, in seconds: what stands before the speed. */
const length = async (player: Locator) => Number(/0:(\d\d)\d×/.exec((await player.textContent()) ?? "")?.[1]);

test("a voice message is recorded, heard, sent as Ogg with Opus, and plays from the thread", async ({
  office,
  visit,
}) => {
  const clinic = await office();
  const page = await visit(clinic, "/inbox", { permissions: ["microphone"] });
  const inbox = desk(page, t);
  const { bsuid } = await clinic.hears(ines, "Contame");
  await inbox.row(ines.name).click();
  await page.getByRole("button", { name: t("insert.voice.title"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("timer")).toContainText(/0:0[2-9]/);
  await dialog.getByRole("button", { name: t("insert.voice.stop") }).click();
  await expect(dialog.getByRole("group")).toContainText(/0:0[1-9]\d×/);
  const recorded = await length(dialog.getByRole("group"));
  await dialog.getByRole("button", { name: new RegExp(`^${t("inbox.composer.send")}`) }).click();
  await expect(dialog).toBeHidden();
  const sent = inbox.thread.getByRole("article").last();
  await expect(inbox.tick(sent, "delivered")).toBeVisible();
  const { messages } = await clinic.carrier.thread(clinic.phoneId, bsuid);
  const ours = messages.find((message) => message.direction === "out");
  expect(ours).toMatchObject({
    type: "audio",
    content: { voice: true },
    media: { mimeType: "audio/ogg; codecs=opus" },
  });
  // The browser itself reads what was repacked, all of it.
  await sent.getByRole("button", { name: t("inbox.media.play") }).click();
  // However long a busy machine took to stop: to the second it is what was recorded.
  const player = sent.getByRole("group", { name: t("inbox.media.voice") });
  await expect(player).toContainText(/0:0\d \/ /);
  await expect.poll(async () => Math.abs((await length(player)) - recorded)).toBeLessThanOrEqual(1);
});
