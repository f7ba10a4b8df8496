import { parse } from "csv-parse/sync";
import type { Line } from "./board-facts";
import { type Difference, unequal } from "./compare";

/** Times are kept to the µs and told to the ms. */
const alike = 5;

/** A figure's CSV, as a spreadsheet reads it. */
export function readCsv(text: string): Record<string, string>[] {
  return parse(text, { bom: true, columns: true, relax_column_count: false });
}

/** Where a figure's CSV and the conversations behind the figure are not the same, in the same order, with the same said of each. */
export function csvDiffers(rows: Record<string, string>[], lines: Line[], figure: string): Difference[] {
  const ids = (of: { id?: string }[]) => of.map((one) => one.id).join(" ");
  const unlike = unequal("the lines of a CSV", figure, ids(rows), ids(lines));
  if (unlike.length > 0) return unlike;
  return lines.flatMap((line, i) => lineDiffers(rows[i] ?? {}, line));
}

function lineDiffers(row: Record<string, string>, line: Line): Difference[] {
  const words: Record<string, string | null> = {
    customer: line.customer,
    number: line.number,
    team: line.team,
    assignee: line.assignee,
    status: line.missed ? "missed" : line.waiting ? "awaiting" : "open",
    priority: String(line.priority),
    due_what: line.dueWhat,
    unread: String(line.unread),
  };
  const moments: Record<string, number | null> = {
    waiting_since: line.awaitingSince,
    window_ends: line.windowEnds,
    due: line.due,
    last_message: line.lastMessageAt,
  };
  const digits = (of: string | undefined) => (of ?? "").replace(/\D/g, "");
  return [
    ...unequal("a CSV's columns", line.id, Object.keys(row).sort().join(), columns(words, moments)),
    ...unequal("a CSV's address", line.id, digits(row.address), digits(line.address)),
    ...Object.entries(words).flatMap(([name, value]) =>
      unequal(`a CSV's ${name}`, line.id, row[name], value ?? ""),
    ),
    ...Object.entries(moments).flatMap(([name, value]) => {
      const said = row[name] ? Date.parse(row[name]) : null;
      if (said !== null && value !== null && Math.abs(said - value) <= alike) return [];
      return unequal(`a CSV's ${name}`, line.id, said, value);
    }),
  ];
}

const columns = (...of: object[]) =>
  ["id", "address", ...of.flatMap((one) => Object.keys(one))].sort().join();
