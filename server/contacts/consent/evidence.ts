import { inOrg } from "@/db/org";
import type { Scope } from "@/server/scope";
import { ledgerOf } from "./card";
import { type ConsentText, consentTexts } from "./texts";

/** The columns of the evidence, as a file has them. */
export const evidenceColumns = [
  ...["date", "contact", "address", "channel", "purpose", "state", "source"],
  ...["written_by_kind", "written_by", "text_version", "text_language", "text", "evidence"],
];

type Cell = string | number | null;
export type EvidenceRow = Cell[];

interface Row {
  id: string;
  at: string;
  cells: EvidenceRow;
}

const pageSize = 1_000;

/** Every line of the ledger, of one contact or of all, page by page: however many there are. Oldest first. */
export async function* evidenceRows(scope: Scope, contactId: string | null): AsyncGenerator<EvidenceRow[]> {
  let after: Row | undefined;
  do {
    const page: Row[] = await inOrg(scope, ({ sql, orgId }) => {
      const from = after
        ? sql`and (s.occurred_at, s.id) > (${after.at}::text::timestamptz, ${after.id})`
        : sql``;
      return sql<Row[]>`
        select s.id, s.occurred_at::text as at, jsonb_build_array(
          to_char(s.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), i.contact_id, i.address, s.channel, s.purpose,
          s.state, s.source, s.actor_kind, coalesce(m.name, s.actor_id), t.version, t.language, t.body, s.evidence::text) as cells
        from consents s join identities i on i.org_id = s.org_id and i.id = s.identity_id
          left join consent_texts t on t.org_id = s.org_id and t.id = s.text_id
          left join members m on s.actor_kind = 'member' and m.org_id = s.org_id and m.id::text = s.actor_id
        where s.org_id = ${orgId} ${contactId ? sql`and i.contact_id = ${contactId}` : sql``} ${from}
        order by s.occurred_at, s.id limit ${pageSize}`;
    });
    yield page.map(({ cells }) => cells);
    after = page.length === pageSize ? page.at(-1) : undefined;
  } while (after);
}

/** How an organization comes to its opt-ins, for whoever asks it to explain: figures, words and samples. */
export interface OptInProcess {
  counts: {
    source: string;
    purpose: string;
    state: "in" | "out";
    channel: string;
    count: number;
    last: Date;
  }[];
  /** Contacts by where they stand now. */
  texts: ConsentText[];
  samples: EvidenceRow[];
}

export async function optInProcess(scope: Scope): Promise<OptInProcess> {
  return inOrg(scope, async (s) => {
    const { sql, orgId } = s;
    const counts = await sql<(Omit<OptInProcess["counts"][number], "last"> & { last: string })[]>`
      select source, purpose, state, channel, count(*)::int as count, max(occurred_at) as last from consents where org_id = ${orgId}
      group by 1, 2, 3, 4 order by purpose, state, count desc`;
    // Of each source the newest two: enough to show how one looks.
    const samples = await sql<{ contact_id: string; id: string }[]>`
      select i.contact_id, x.id from (select id, identity_id, row_number() over (partition by source order by occurred_at desc) as n
        from consents where org_id = ${orgId} and state = 'in') x
        join identities i on i.org_id = ${orgId} and i.id = x.identity_id where x.n <= 2`;
    const rows: EvidenceRow[] = [];
    for (const { contact_id, id } of samples) {
      const entry = (await ledgerOf(s, contact_id, null)).find((one) => one.id === id);
      if (entry)
        rows.push([
          entry.occurredAt.toISOString(),
          ...[contact_id, entry.address, entry.channel, entry.purpose, entry.state, entry.source],
          ...["member", entry.member, entry.text?.version ?? null, entry.text?.language ?? null],
          ...[entry.text?.body ?? null, JSON.stringify(entry.evidence)],
        ]);
    }
    return {
      counts: counts.map(({ last, ...one }) => ({ ...one, last: new Date(last) })),
      ...{ texts: await consentTexts(s), samples: rows },
    };
  });
}
