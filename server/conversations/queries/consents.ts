import type { OrgScope } from "@/db/org";

export interface ConsentView {
  purpose: string;
  state: "in" | "out";
  source: string;
  /** How it was given, where somebody of ours wrote it down. */
  how: string | null;
  occurredAt: Date;
}

/** What a contact agreed to or refused last, one per purpose. */
export async function consentsOf({ sql, orgId }: OrgScope, contactId: string): Promise<ConsentView[]> {
  const rows = await sql<(Omit<ConsentView, "occurredAt"> & { occurred_at: string })[]>`
    select distinct on (s.purpose) s.purpose, s.state, s.source, s.evidence ->> 'how' as how, s.occurred_at from consents s
      join identities i on i.org_id = s.org_id and i.id = s.identity_id
    where s.org_id = ${orgId} and i.contact_id = ${contactId} order by s.purpose, s.occurred_at desc`;
  return rows.map(({ occurred_at, ...rest }) => ({ ...rest, occurredAt: new Date(occurred_at) }));
}
