import path from "node:path";
import { createTranslator } from "next-intl";
import PDFDocument from "pdfkit";
import { catalog } from "@/messages/catalog";
import { formats } from "@/messages/formats";
import type { Locale } from "@/messages/locales";
import { momentOf } from "@/server/templates/rules/moment";
import type { TimelineEntry } from "../queries/timeline";
import type { TimelineBeside } from "../queries/timeline-beside";
import { kindNameOf } from "../rules/kind-names";
import { previewOf } from "../rules/preview";
import type { MessageContent } from "../schema";
import type { History } from "./export-history";

export interface Reader {
  locale: Locale;
  timeZone: string;
}

const fonts = path.join(process.cwd(), "node_modules", "dejavu-fonts-ttf", "ttf");
const margin = 48;

/** A contact's history as a document to print or to file: A4, its pages numbered, times in the reader's zone. */
export function historyPdf(history: History, reader: Reader): Promise<Buffer> {
  const doc = new PDFDocument({
    size: "A4",
    margin,
    bufferPages: true,
    info: { Title: titleOf(history, reader) },
  });
  doc.registerFont("text", path.join(fonts, "DejaVuSans.ttf"));
  doc.registerFont("strong", path.join(fonts, "DejaVuSans-Bold.ttf"));
  const done = new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on("data", (chunk: Buffer) => chunks.push(chunk));
    doc.on("end", () => resolve(Buffer.concat(chunks)));
    doc.on("error", reject);
  });
  const pen = new Pen(doc, reader);
  pen.head(history);
  pen.beside(history.beside);
  pen.entries(history);
  pen.numberPages();
  doc.end();
  return done;
}

const titleOf = (history: History, { locale }: Reader): string =>
  createTranslator({ locale, messages: catalog[locale], formats, namespace: "timeline" })("title", {
    name: history.contact.name ?? history.contact.addresses[0] ?? "",
  });

/** Writes the parts one below the other; PDFKit breaks the pages. */
class Pen {
  private readonly t;
  private readonly inbox;
  private readonly consent;
  private readonly place;
  private readonly moment;
  private readonly day;

  constructor(
    private readonly doc: PDFKit.PDFDocument,
    private readonly reader: Reader,
  ) {
    const { locale, timeZone } = reader;
    this.t = createTranslator({ locale, messages: catalog[locale], formats, namespace: "timeline" });
    this.consent = createTranslator({ locale, messages: catalog[locale], formats, namespace: "consent" });
    this.place = createTranslator({
      locale,
      messages: catalog[locale],
      formats,
      namespace: "parts.place",
    });
    this.inbox = createTranslator({ locale, messages: catalog[locale], formats, namespace: "inbox" });
    this.moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
    this.day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone });
  }

  head(history: History): void {
    this.line("strong", 16, titleOf(history, this.reader));
    this.line("text", 9, history.contact.addresses.join(" · "), "#555555");
    const by = { organization: history.organization, name: history.exportedBy };
    this.line(
      "text",
      9,
      this.t("export.by", { ...by, at: this.moment.format(history.exportedAt) }),
      "#555555",
    );
    if (history.cut) this.line("text", 9, this.t("export.cut", { count: history.entries.length }), "#8a4b00");
    this.doc.moveDown();
  }

  beside(beside: TimelineBeside[]): void {
    this.part(
      "export.consents",
      beside.flatMap(({ consent, occurredAt }) => (consent ? [this.agreed(consent, occurredAt)] : [])),
    );
    this.part(
      "export.notes",
      beside.flatMap(({ note, occurredAt }) =>
        note ? [`${this.moment.format(occurredAt)} · ${note.author}: ${note.body}`] : [],
      ),
    );
    this.part(
      "export.clicks",
      beside.flatMap(({ click, occurredAt }) =>
        click
          ? [
              this.t("export.clicked", {
                label: this.pressed(click),
                count: click.count,
                at: this.moment.format(occurredAt),
              }),
            ]
          : [],
      ),
    );
  }

  private pressed({ label, card }: NonNullable<TimelineBeside["click"]>): string {
    return card === null ? label : this.place("card", { card: card + 1, place: label });
  }

  private part(title: "export.consents" | "export.notes" | "export.clicks", lines: string[]): void {
    if (lines.length === 0) return;
    this.line("strong", 11, this.t(title));
    for (const text of lines) this.line("text", 9, text);
    this.doc.moveDown();
  }

  private agreed({ purpose, source, state }: NonNullable<TimelineBeside["consent"]>, at: Date): string {
    const known = (group: "purpose" | "source", code: string) => {
      const key = `${group}.${code}` as "source.agent";
      return this.consent.has(key) ? this.consent(key) : code;
    };
    const about = { purpose: known("purpose", purpose), source: known("source", source) };
    return this.t(state === "in" ? "export.agreed" : "export.refused", {
      ...about,
      at: this.moment.format(at),
    });
  }

  entries({ entries, conversations }: History): void {
    const accounts = new Map(conversations.map((one) => [one.id, one.account.name]));
    let day = "";
    for (const entry of entries) {
      const on = this.day.format(entry.occurredAt);
      if (on !== day) this.doc.moveDown(0.5);
      if (on !== day) this.line("strong", 11, on);
      day = on;
      const head = [
        this.moment.format(entry.occurredAt),
        accounts.get(entry.conversationId),
        this.who(entry),
      ];
      this.line("text", 8, head.filter(Boolean).join(" · "), "#666666");
      this.line("text", 10, this.words(entry));
      this.doc.moveDown(0.4);
    }
  }

  numberPages(): void {
    const { start, count } = this.doc.bufferedPageRange();
    for (let page = start; page < start + count; page++) {
      this.doc.switchToPage(page);
      this.doc.page.margins.bottom = 0;
      this.doc
        .font("text")
        .fontSize(8)
        .fillColor("#666666")
        .text(`${page + 1} / ${count}`, margin, this.doc.page.height - 30, {
          align: "center",
          lineBreak: false,
        });
    }
  }

  private who({ direction, origin, author }: TimelineEntry): string {
    const name =
      direction === "in" ? this.inbox("origin.customer") : (author?.name ?? this.inbox(`origin.${origin}`));
    return direction === "note" ? `${this.inbox("message.note")} · ${name}` : name;
  }

  private words({ content, revoked, direction }: TimelineEntry): string {
    if (revoked) return this.inbox(direction === "in" ? "message.revoked" : "message.revokedOurs");
    if (content.type === "text" || content.type === "note") return content.body;
    if (content.type === "event") {
      const key = `export.event.${content.event}` as "export.event.assigned";
      return this.t.has(key) ? this.t(key) : this.t("export.event.other");
    }
    const kind = this.inbox(`message.${kindNameOf(content.type)}`);
    const line = [`[${kind}]`, previewOf(content)].filter(Boolean).join(" ");
    return content.type === "template" ? [line, ...this.offered(content)].join("\n") : line;
  }

  /** The cards of a template, and what it offered until when. */
  private offered({ cards = [], offer, values }: Extract<MessageContent, { type: "template" }>): string[] {
    const until = momentOf(values["offer.expires"] ?? "");
    const end = until ? this.place("until", { at: this.moment.format(until) }) : "";
    const shown = cards.map(({ body, buttons }, at) => {
      const place = [body, ...buttons.map((button) => `[${button}]`)].filter(Boolean).join(" ");
      return this.place("card", { card: at + 1, place });
    });
    return [[offer, end].filter(Boolean).join(" · "), ...shown].filter(Boolean);
  }

  /** What the font has no shape for stands as a box: the file as JSON has all as it was written. */
  private line(font: "text" | "strong", size: number, text: string, color = "#111111"): void {
    this.doc.font(font).fontSize(size).fillColor(color).text(text, { lineGap: 1 });
  }
}
