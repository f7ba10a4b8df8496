import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTransport } from "nodemailer";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type MailServer, startMail } from "./server";

let dataDir: string;
let server: MailServer;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), "hilo-mail-"));
  server = await startMail({ port: 0, smtpPort: 0, dataDir });
});
afterEach(async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function write(to: string, subject: string, html = "<p>Hola</p>"): Promise<void> {
  const transport = createTransport(server.smtpUrl);
  await transport.sendMail({ from: "Hilo <hilo@localhost>", to, subject, text: `Texto: ${subject}`, html });
  transport.close();
}

async function list(query = ""): Promise<{ id: string; subject: string }[]> {
  return (await fetch(`${server.url}/api/mails${query}`)).json();
}

test("a mail that was handed over is listed for its recipient, the newest first", async () => {
  await write("ana@example.com", "Primero");
  await write("Ana@example.com", "Segundo");
  await write("otro@example.com", "Ajeno");
  const mails = await list("?to=ANA@example.com");
  expect(mails.map(({ subject }) => subject)).toEqual(["Segundo", "Primero"]);
  expect(mails[0]).toMatchObject({ to: ["ana@example.com"], text: "Texto: Segundo", html: "<p>Hola</p>" });
});

test("mails outlive a restart, until they are removed", async () => {
  await write("ana@example.com", "Queda");
  await server.close();
  server = await startMail({ port: 0, smtpPort: 0, dataDir });
  const [mail] = await list();
  expect(mail?.subject).toBe("Queda");
  expect(await (await fetch(`${server.url}/api/mails/${mail?.id}`, { method: "DELETE" })).json()).toEqual({
    removed: 1,
  });
  expect(await list()).toEqual([]);
});

test("what a mail contains cannot act on the page", async () => {
  await write("ana@example.com", "<script>alert(1)</script>", `<img src=x onerror="alert(2)">`);
  const page = await (await fetch(server.url)).text();
  expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(page).not.toContain("<script>");
  expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(page).not.toContain("<img src=x");
});

test("an id is never a path", async () => {
  expect((await fetch(`${server.url}/mails/..%2F..%2Fetc`)).status).toBe(404);
  expect((await fetch(`${server.url}/api/mails/00000000000000000000000000`)).status).toBe(404);
});
