import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import type { StandIn } from "@/server/local/stand-in";
import { Mailbox } from "./mailbox";
import { mailPage } from "./page";

export interface MailOptions {
  /** Of the page and the API; 0 takes a free one. */
  port: number;
  /** Where the app hands mails over; 0 takes a free one. */
  smtpPort: number;
  /** Keeps the mails; made when missing. */
  dataDir: string;
}

export interface MailServer extends StandIn {
  /** For `SMTP_URL`. */
  smtpUrl: string;
}

/**
 * Takes every mail by SMTP, keeps it and shows it. `GET /api/mails?to=ADDRESS` lists them, the newest first;
 * `DELETE /api/mails` or `/api/mails/ID` removes them.
 */
export async function startMail({ port, smtpPort, dataDir }: MailOptions): Promise<MailServer> {
  const mailbox = new Mailbox(dataDir);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: 25 * 1024 * 1024,
    onAuth: (_auth, _session, done) => done(null, { user: "anybody" }),
    onData: (stream, session, done) => {
      take(mailbox, stream, session).then(() => done(), done);
    },
  });
  const web = createServer(({ method, url }, response) => {
    send(response, answer(mailbox, method, new URL(url ?? "/", "http://localhost")));
  });
  smtp.listen(smtpPort, "127.0.0.1");
  await once(smtp.server, "listening");
  web.listen(port, "127.0.0.1");
  await once(web, "listening");
  return {
    name: "mail",
    url: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    close: async () => {
      web.close();
      web.closeAllConnections();
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

async function take(
  mailbox: Mailbox,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  const raw = await buffer(stream);
  const recipients = session.envelope.rcptTo.map(({ address }) => address);
  await mailbox.receive(raw, recipients);
}

interface Answer {
  status: number;
  type: "text/html" | "application/json";
  body: string;
}

function answer(mailbox: Mailbox, method: string | undefined, url: URL): Answer {
  const [, area, kind, id] = url.pathname.split("/");
  const to = url.searchParams.get("to") ?? "";
  if (area === "api" && kind === "mails") return answerApi(mailbox, method, id, to);
  const open = area === "mails" && kind ? mailbox.get(kind) : undefined;
  if (url.pathname !== "/" && !open)
    return { status: 404, type: "text/html", body: "There is no such mail." };
  const mails = mailbox.list(to);
  return { status: 200, type: "text/html", body: mailPage(mails, open ?? mails[0], to) };
}

function answerApi(mailbox: Mailbox, method: string | undefined, id: string | undefined, to: string): Answer {
  const json = (status: number, body: unknown) =>
    ({ status, type: "application/json", body: JSON.stringify(body) }) as const;
  const found = id ? mailbox.get(id) : mailbox.list(to);
  if (!found) return json(404, { error: "There is no such mail." });
  return json(200, method === "DELETE" ? { removed: mailbox.remove(id) } : found);
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, {
    "content-type": `${type}; charset=utf-8`,
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; img-src * data:; form-action 'self'",
  });
  response.end(body);
}
