import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type MailServer, startMail } from "@/server/local/mail/server";
import { mailsHaveLeft } from "@/server/mail/send";

export interface TestMail {
  subject: string;
  text: string;
  html: string;
}

/** A mail server on free ports that keeps what it takes. */
export async function startTestMail(): Promise<MailServer> {
  return startMail({ port: 0, smtpPort: 0, dataDir: mkdtempSync(path.join(tmpdir(), "hilo-mail-")) });
}

/** What reached an address, the newest first, once all that was begun has left. */
export async function mailsTo(server: MailServer, address: string): Promise<TestMail[]> {
  await mailsHaveLeft();
  const response = await fetch(`${server.url}/api/mails?to=${encodeURIComponent(address)}`);
  return (await response.json()) as TestMail[];
}

/** The secret at the end of the mail's link. */
export function linkSecret(mail: TestMail | undefined, page: "link" | "invitation"): string {
  const found = new RegExp(`/${page}/([\\w-]{43})`).exec(mail?.text ?? "");
  if (!found?.[1]) throw new Error(`No ${page} in ${mail?.subject ?? "no mail"}`);
  return found[1];
}
