import { barriers, expect, test } from "@/server/testing/browser-fixture";
import { desk } from "@/server/testing/desk";
import { words } from "@/server/testing/words";

const t = words("es");
const ines = { name: "Inés Prado", phone: "+54 9 11 5263 4481" };

test("what is asked in a conversation is at once on the page of who may do it, and its answer comes back to the thread", async ({
  office,
  visit,
}) => {
  const clinic = await office({
    members: [{ name: "Rosa", role: "back-office", maxConversations: 1 }],
  });
  const [olga, rosa] = [
    await visit(clinic, "/inbox"),
    await visit(clinic, "/tasks", { person: "Rosa", colorScheme: "dark" }),
  ];
  await expect(rosa.getByText(t("tasks.empty.mine"))).toBeVisible();
  await clinic.hears(ines, "Pagué el martes y sigue la deuda");
  const inbox = desk(olga, t);
  await inbox.row(ines.name).click();
  await expect(inbox.holder("Olga")).toBeVisible();

  for (const what of ["Revisar el pago del martes", "Mandar el comprobante"]) {
    await olga.keyboard.press("b");
    const dialog = olga.getByRole("dialog", { name: t("work.task.title") });
    await dialog.getByRole("textbox", { name: t("work.task.what") }).fill(what);
    await dialog.getByRole("textbox", { name: t("work.task.body") }).fill("Dice que pagó en el banco.");
    if (what.startsWith("Revisar")) expect(await barriers(olga)).toEqual([]);
    await dialog.getByRole("button", { name: t("work.task.send") }).click();
    await expect(dialog).toHaveCount(0);
    await inbox.row(ines.name).focus();
  }
  const first = rosa.getByRole("listitem").filter({ hasText: "Revisar el pago del martes" });
  await expect(first).toBeVisible();
  await expect(rosa.getByRole("tab", { name: `${t("tasks.box.mine")} 1` })).toBeVisible();
  await expect(rosa.getByRole("tab", { name: `${t("tasks.box.waiting")} 1` })).toBeVisible();
  expect(await barriers(rosa)).toEqual([]);
  await first.getByRole("button", { name: t("tasks.finish") }).click();
  await first.getByRole("textbox", { name: t("tasks.result") }).fill("Está acreditado.");
  await first.getByRole("button", { name: t("tasks.finish") }).click();
  // The place is free: what waited is hers now.
  await expect(rosa.getByRole("listitem").filter({ hasText: "Mandar el comprobante" })).toBeVisible();
  await expect(first).toHaveCount(0);

  await expect(inbox.bubble("Está acreditado.")).toBeVisible();
  await expect(
    olga.getByText(t("inbox.event.taskDone", { name: "Rosa", title: "Revisar el pago del martes" })),
  ).toBeVisible();
  await rosa.getByRole("link", { name: ines.name }).click();
  await expect(desk(rosa, t).bubble("Pagué el martes y sigue la deuda")).toBeVisible();
});
