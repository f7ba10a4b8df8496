import { inOrg } from "@/db/org";
import { csvLine, csvStart } from "@/server/csv";
import { DomainError } from "@/server/errors";
import type { MemberScope } from "@/server/scope";
import { importRef, type RowError } from "./schema";

/** The rows that were not taken, with the column and the reason in the words given; page by page. Throws NOT_FOUND. */
export async function importErrorsCsv(
  scope: MemberScope,
  id: string,
  words: { head: string[]; reasons: Record<string, string> },
): Promise<AsyncGenerator<string>> {
  const parsed = importRef.safeParse({ importId: id });
  if (!parsed.success) throw new DomainError("NOT_FOUND");
  const { importId } = parsed.data;
  const [file] = await inOrg(
    scope,
    (s) =>
      s.sql<
        { headers: string[] }[]
      >`select headers from imports where org_id = ${s.orgId} and id = ${importId}`,
  );
  if (!file) throw new DomainError("NOT_FOUND");
  return lines(scope, importId, file.headers, words);
}

async function* lines(
  scope: MemberScope,
  importId: string,
  headers: string[],
  words: { head: string[]; reasons: Record<string, string> },
): AsyncGenerator<string> {
  yield csvStart + csvLine(words.head);
  for (let after = 0; ; ) {
    const rows = await inOrg(
      scope,
      (s) => s.sql<RowError[]>`
        select "row", "column", reason from import_errors where org_id = ${s.orgId} and import_id = ${importId} and "row" > ${after}
        order by "row" limit 1000`,
    );
    if (rows.length === 0) return;
    yield rows
      .map(({ row, column, reason }) =>
        csvLine([row, column === null ? null : (headers[column] ?? null), words.reasons[reason] ?? reason]),
      )
      .join("");
    after = rows.at(-1)?.row ?? after;
  }
}
