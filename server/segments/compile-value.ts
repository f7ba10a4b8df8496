import type { OrgScope } from "@/db/org";
import { type AttributeValue, folded } from "@/server/contacts/rules/attribute";
import type { Piece } from "./compile";
import { jsType, type KeyedTest, type ValueTest } from "./rules/value-test";

/** Today by the organization's calendar: once per statement. */
export const today = ({ sql, orgId }: OrgScope): Piece =>
  sql`(select (app_now() at time zone o.time_zone)::date from organizations o where o.id = ${orgId})`;

/**
 * Whether what stands in `column` (jsonb) under the key is as the test wants it. What is missing, or is not of its type, is as `unset`
 * alone wants it, as in server/contacts/rules/attribute.ts.
 */
export function compileValue(s: OrgScope, column: Piece, { key, type, test }: KeyedTest): Piece {
  const { sql } = s;
  const value = sql`${column} -> ${key}::text`;
  const text = sql`${column} ->> ${key}::text`;
  const kept = { number: sql`json_figure(${value})`, string: sql`json_line(${value})`, boolean: value };
  const own = jsType(type);
  const there =
    own === "boolean"
      ? sql`jsonb_typeof(${value}) is not distinct from 'boolean'`
      : type === "date"
        ? sql`${text} ~ ${datePattern}`
        : sql`${kept[own]} is not null`;
  if (test.is === "set") return sql`coalesce(${there}, false)`;
  if (test.is === "unset") return sql`not coalesce(${there}, false)`;
  if (type === "date") return sql`coalesce(${there} and ${compareDate(s, text, test)}, false)`;
  return sql`coalesce(${compare(s, own, kept[own], test)}, false)`;
}

const datePattern = "^\\d{4}-\\d{2}-\\d{2}$";

function compare({ sql }: OrgScope, own: string, value: Piece, test: ValueTest): Piece {
  switch (test.is) {
    case "contains":
      return sql`strpos(text_fold(${value}), ${folded(test.value)}::text) > 0`;
    case "one-of":
      return sql`text_fold(${value}) = any(${test.values.map(folded)}::text[])`;
    case "more":
      return sql`${value} > ${written(test.value)}::text::numeric`;
    case "less":
      return sql`${value} < ${written(test.value)}::text::numeric`;
    case "between":
      return sql`${value} between ${written(test.from)}::text::numeric and ${written(test.to)}::text::numeric`;
    case "is":
    case "is-not": {
      const same = sql`${test.is === "is" ? sql`=` : sql`<>`}`;
      if (own === "number") return sql`${value} ${same} ${written(test.value)}::text::numeric`;
      if (own === "boolean") return sql`${value} ${same} ${written(test.value)}::text::jsonb`;
      return sql`text_fold(${value}) ${same} ${folded(test.value)}::text`;
    }
    default:
      return sql`false`;
  }
}

/** Figures travel as they are written: a float's bits would not be the number that somebody typed. */
const written = (value: AttributeValue): string => String(value);

/** Dates are kept as ISO writes them, whose order is that of their letters. */
function compareDate(s: OrgScope, text: Piece, test: ValueTest): Piece {
  const { sql } = s;
  const own = sql`(${text}) collate "C"`;
  switch (test.is) {
    case "is":
      return sql`${own} = ${written(test.value)}::text`;
    case "before":
      return sql`${own} < ${test.value}::text`;
    case "after":
      return sql`${own} > ${test.value}::text`;
    case "between":
      return sql`${own} between ${written(test.from)}::text and ${written(test.to)}::text`;
    case "last-days":
      return sql`${own} between ${dayFrom(s, -test.days)} and ${dayFrom(s, 0)}`;
    case "next-days":
      return sql`${own} between ${dayFrom(s, 0)} and ${dayFrom(s, test.days)}`;
    default:
      return sql`false`;
  }
}

const dayFrom = (s: OrgScope, days: number): Piece =>
  s.sql`(select to_char(${today(s)} + ${days}::int, 'YYYY-MM-DD'))`;
