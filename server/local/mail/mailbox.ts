import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type AddressObject, simpleParser } from "mailparser";
import { monotonicFactory } from "ulid";

/** One received mail. */
export interface Mail {
  id: string;
  /** ISO time of its arrival. */
  at: string;
  from: string;
  /** Addresses that it was handed over for, in lower case; blind copies included. */
  to: string[];
  subject: string;
  text: string;
  /** Empty when the mail has none. */
  html: string;
  /** Names of attached files. */
  attachments: string[];
}

/** Mails on disk, one JSON file each beside the raw message; their ids sort by arrival. */
export class Mailbox {
  private readonly nextId = monotonicFactory();

  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true });
  }

  async receive(raw: Buffer, recipients: string[]): Promise<Mail> {
    // Before it is read: a short mail must not pass a longer one that came first.
    const [id, at] = [this.nextId(), new Date().toISOString()];
    const parsed = await simpleParser(raw);
    const mail: Mail = {
      id,
      at,
      from: parsed.from?.text ?? "",
      to: recipients.length > 0 ? recipients.map((address) => address.toLowerCase()) : addresses(parsed.to),
      subject: parsed.subject ?? "",
      text: parsed.text ?? "",
      html: parsed.html || "",
      attachments: parsed.attachments.map(({ filename }) => filename ?? "unnamed"),
    };
    writeFileSync(this.file(mail.id, "eml"), raw);
    writeFileSync(this.file(mail.id, "json"), JSON.stringify(mail));
    return mail;
  }

  /** The newest first; with `to`, only those for that address. */
  list(to?: string): Mail[] {
    const wanted = to?.trim().toLowerCase();
    return readdirSync(this.dir)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .reverse()
      .map((name) => JSON.parse(readFileSync(path.join(this.dir, name), "utf8")) as Mail)
      .filter((mail) => !wanted || mail.to.includes(wanted));
  }

  get(id: string): Mail | undefined {
    // Ids come from addresses of the page: anything else would be a path.
    if (!/^[0-9A-Z]{26}$/.test(id) || !existsSync(this.file(id, "json"))) return undefined;
    return JSON.parse(readFileSync(this.file(id, "json"), "utf8")) as Mail;
  }

  /** Removes one mail, or all of them; returns how many. */
  remove(id?: string): number {
    const doomed = id === undefined ? this.list() : [this.get(id)].filter((mail) => mail !== undefined);
    for (const mail of doomed) {
      for (const kind of ["json", "eml"] as const) rmSync(this.file(mail.id, kind), { force: true });
    }
    return doomed.length;
  }

  private file(id: string, kind: "json" | "eml"): string {
    return path.join(this.dir, `${id}.${kind}`);
  }
}

function addresses(to: AddressObject | AddressObject[] | undefined): string[] {
  return [to ?? []].flat().flatMap(({ value }) => value.map(({ address }) => (address ?? "").toLowerCase()));
}
