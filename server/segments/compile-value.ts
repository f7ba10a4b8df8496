import type { OrgScope } from "@/db/org";
import { type AttributeType, type AttributeValue, folded } from "@/server/contacts/rules/attribute";
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
  const own = jsType(type);
  if (test.is === "set") return there(s, type, value, text);
  if (test.is === "unset") return sql`not ${there(s, type, value, text)}`;
  if (type === "date")
    return sql`coalesce(${text} ~ ${datePattern} and ${compareDate(s, text, test)}, false)`;
  if (own === "number") return sql`coalesce(${compareFigure(s, sql`json_figure(${value})`, test)}, false)`;
  if (own === "boolean" && "value" in test)
    return sql`coalesce(${value} = ${written(test.value)}::text::jsonb, false)`;
  const said = type === "choice" ? compareChoice(s, text, test) : compareText(s, text, test);
  return sql`coalesce(jsonb_typeof(${value}) = 'string' and ${said}, false)`;
}

function there({ sql }: OrgScope, type: AttributeType, value: Piece, text: Piece): Piece {
  if (type === "date") return sql`coalesce(${text} ~ ${datePattern}, false)`;
  const own = jsType(type);
  if (own === "number") return sql`json_figure(${value}) is not null`;
  const filled = own === "string" ? sql`and text_fold(${text}) <> ''` : sql``;
  return sql`coalesce(jsonb_typeof(${value}) = ${own} ${filled}, false)`;
}

const datePattern = "^\\d{4}-\\d{2}-\\d{2}$";

function compareFigure({ sql }: OrgScope, value: Piece, test: ValueTest): Piece {
  const than = (figure: AttributeValue) => sql`${written(figure)}::text::numeric`;
  switch (test.is) {
    case "is":
      return sql`${value} = ${than(test.value)}`;
    case "is-not":
      return sql`${value} <> ${than(test.value)}`;
    case "more":
      return sql`${value} > ${than(test.value)}`;
    case "less":
      return sql`${value} < ${than(test.value)}`;
    case "between":
      return sql`${value} between ${than(test.from)} and ${than(test.to)}`;
    default:
      return sql`false`;
  }
}

/** As people read it, without accents and case. */
function compareText({ sql }: OrgScope, text: Piece, test: ValueTest): Piece {
  const own = sql`text_fold(${text})`;
  switch (test.is) {
    case "is":
      return sql`${own} = ${folded(written(test.value))}::text`;
    case "is-not":
      return sql`${own} not in ('', ${folded(written(test.value))}::text)`;
    case "contains":
      return sql`strpos(${own}, ${folded(test.value)}::text) > 0`;
    case "one-of":
      return sql`${own} = any(${test.values.map(folded)}::text[])`;
    default:
      return sql`false`;
  }
}

/** A choice is kept letter by letter as it is offered. */
function compareChoice({ sql }: OrgScope, text: Piece, test: ValueTest): Piece {
  switch (test.is) {
    case "is":
      return sql`${text} = ${written(test.value)}::text`;
    case "is-not":
      return sql`btrim(${text}) <> '' and ${text} <> ${written(test.value)}::text`;
    case "one-of":
      return sql`${text} = any(${test.values}::text[])`;
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
