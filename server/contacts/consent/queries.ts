import type { OrgScope } from "@/db/org";
import type { ConsentSource } from "./schema";

export interface ConsentView {
  purpose: string;
  state: "in" | "out";
  source: ConsentSource;
  /** How it was given, where somebody of ours wrote it down. */
  how: string | null;
  occurredAt: Date;
}

/** What a contact agreed to or refused last on a channel, one per purpose; without a channel, by what was said for all of them. */
export async function consentsOf(
  { sql, orgId }: OrgScope,
  contactId: string,
  channel: string | null,
): Promise<ConsentView[]> {
  const rows = await sql<(Omit<ConsentView, "occurredAt"> & { occurred_at: string })[]>`
    select distinct on (s.purpose) s.purpose, s.state, s.source, s.evidence ->> 'how' as how, s.occurred_at from consents s
      join identities i on i.org_id = s.org_id and i.id = s.identity_id
    where s.org_id = ${orgId} and i.contact_id = ${contactId} and s.channel in ('any', ${channel ?? "any"})
    order by s.purpose, s.occurred_at desc, s.state desc`;
  return rows.map(({ occurred_at, ...rest }) => ({ ...rest, occurredAt: new Date(occurred_at) }));
}
