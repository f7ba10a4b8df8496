import { inOrg } from "@/db/org";
import { record } from "@/server/audit/record";
import { csvLine, csvStart } from "@/server/csv";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type Recipient, readRecipients } from "./recipient-queries";
import type { Outcome } from "./rules/outcome";
import { outcomeOf } from "./rules/outcome";
import type { RecipientReason } from "./rules/recipient-state";

export interface ExportAsked {
  campaignId: string;
  /** `proof`: only what was handed over, with what shows that it was. */
  kind: "recipients" | "proof";
}

export interface ExportWords {
  head: readonly string[];
  outcome: (outcome: Outcome) => string;
  reason: (reason: RecipientReason) => string;
  /** Who says that somebody clicked, and what counted as the result. */
  source: (source: "link" | "reply") => string;
  result: (conversion: string) => string;
}

/**
 * Who a campaign went to as lines of a CSV, page by page; no cell is a formula to a spreadsheet. Who took them is in the audit before the
 * first line leaves. Throws NOT_FOUND.
 */
export async function exportRecipients(
  scope: MemberScope,
  asked: ExportAsked,
  words: ExportWords,
): Promise<AsyncGenerator<string>> {
  await inOrg(scope, async (s) => {
    const { campaignId, kind } = asked;
    const [there] = await s.sql`select 1 from campaigns where org_id = ${s.orgId} and id = ${campaignId}`;
    if (!there) throw new DomainError("NOT_FOUND", { campaignId });
    await record(s, { action: "campaign.exported", subject: ["campaign", campaignId], details: { kind } });
  });
  return lines(scope, asked, words);
}

/** So many at once: a page is a fraction of a second and a few hundred kilobytes. */
const page = 1_000;

async function* lines(
  scope: MemberScope,
  { campaignId, kind }: ExportAsked,
  words: ExportWords,
): AsyncGenerator<string> {
  yield csvStart + csvLine(words.head);
  for (let after: string | null = null; ; ) {
    const rows: Recipient[] = await inOrg(scope, (s) => {
      const where = kind === "proof" ? s.sql`and r.state = 'queued'` : s.sql``;
      return readRecipients(s, campaignId, { where, after, most: page });
    });
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map((row) => csvLine(kind === "proof" ? proofOf(row) : cellsOf(row, words))).join("");
    after = last.contactId;
  }
}

type Cells = Parameters<typeof csvLine>[0];

function cellsOf(row: Recipient, { outcome, reason, source, result }: ExportWords): Cells {
  return [
    ...[row.contactId, row.name, row.address, outcome(outcomeOf(row))],
    ...[row.reason ? reason(row.reason) : null, row.detail, row.failure?.code ?? null],
    ...[String.fromCharCode(65 + row.variant), row.decidedAt, row.deliveredAt, row.readAt, row.repliedAt],
    ...[row.click, row.clickedAt, row.clickedAt ? source(row.clickedLink ? "link" : "reply") : null],
    ...[row.convertedAt, row.conversion === null ? null : result(row.conversion)],
    row.micros === null ? null : Number(row.micros) / 1_000_000,
  ];
}

const proofOf = (row: Recipient): Cells => [
  ...[row.contactId, row.address, row.intentHash, row.decidedAt],
  ...[row.providerId, row.acceptedAt, row.deliveredAt],
];
