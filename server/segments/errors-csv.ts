import { inOrg } from "@/db/org";
import { csvLine, csvStart } from "@/server/csv";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { type ListReason, segmentRef } from "./schema";

/** The rows of a list's file of which nobody was found, with the reason in the words given; page by page. Throws NOT_FOUND. */
export async function listErrorsCsv(
  scope: MemberScope,
  id: string,
  words: { head: string[]; reasons: Record<string, string> },
): Promise<AsyncGenerator<string>> {
  const { data } = segmentRef.safeParse({ segmentId: id });
  const [list] = data
    ? await inOrg(
        scope,
        (s) =>
          s.sql`select 1 from segments where org_id = ${s.orgId} and id = ${data.segmentId} and kind = 'list'`,
      )
    : [];
  if (!data || !list) throw new DomainError("NOT_FOUND");
  return lines(scope, data.segmentId, words);
}

async function* lines(
  scope: MemberScope,
  segmentId: string,
  { head, reasons }: { head: string[]; reasons: Record<string, string> },
): AsyncGenerator<string> {
  yield csvStart + csvLine(head);
  for (let after = 0; ; ) {
    const rows = await inOrg(
      scope,
      (s) => s.sql<{ row: number; reason: ListReason }[]>`
        select "row", reason from segment_errors where org_id = ${s.orgId} and segment_id = ${segmentId} and "row" > ${after}
        order by "row" limit 1000`,
    );
    if (rows.length === 0) return;
    yield rows.map(({ row, reason }) => csvLine([row, reasons[reason] ?? reason])).join("");
    after = rows.at(-1)?.row ?? after;
  }
}
