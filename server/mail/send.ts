import { render, toPlainText } from "@react-email/render";
import nodemailer from "nodemailer";
import { env } from "@/server/env";
import { log } from "@/server/log";
import type { Mail } from "./texts";

const patience = 10_000;

const leaving = new Set<Promise<void>>();

/** Hands a mail to the mail server. Throws when it is not taken within some 10 s per step. */
export async function sendMail({ to, subject, body, unsubscribe }: Mail): Promise<void> {
  const html = await render(body);
  const transport = nodemailer.createTransport({
    url: env().SMTP_URL,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  const headers: Record<string, string> = unsubscribe
    ? { "List-Unsubscribe": `<${unsubscribe}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
    : {};
  await transport.sendMail({ from: env().MAIL_FROM, to, subject, html, text: toPlainText(html), headers });
}

/**
 * Sends without making the answer wait: how long it takes must not tell whether there was anything to send.
 * A failure is logged; the person asks for the mail again.
 */
export function sendMailSoon(mail: Mail): void {
  const sending = sendMail(mail).catch((error: unknown) => {
    log().error({ err: error }, "A mail was not taken");
  });
  leaving.add(sending);
  void sending.finally(() => leaving.delete(sending));
}

/** Resolves when every mail begun so far has left or failed. */
export async function mailsHaveLeft(): Promise<void> {
  await Promise.all(leaving);
}
