import { csvLine, csvStart } from "@/server/csv";
import type { MemberScope } from "@/server/scope";
import { readReport } from "./queries";
import type { ReportInput } from "./rules/asked";
import type { Measures } from "./rules/measures";

const columns = [
  ...["opened", "closed", "reopened", "unanswered", "abandoned", "missed", "answers", "late"],
  ...["firstAnswer", "answer", "handling", "resolution", "solvedAtOnce", "occupancy"],
  ...["rated", "answeredRating", "satisfaction"],
] as const satisfies (keyof Measures)[];

/** The rows of a report and their whole, times in seconds: the very figures of the page. */
export async function reportCsv(scope: MemberScope, input: ReportInput): Promise<string> {
  const { rows, total } = await readReport(scope, input);
  const line = (key: string | null, name: string | null, measures: Measures) =>
    csvLine([key, name, ...columns.map((column) => rounded(measures[column]))]);
  return [
    csvStart,
    csvLine([input.by, "name", ...columns]),
    ...rows.map((row) => line(row.key, row.name, row.measures)),
    line("total", null, total),
  ].join("");
}

const rounded = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);
