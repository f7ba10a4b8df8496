import type { AttributeType } from "../../rules/attribute";

/** One column of an object type. Values stand in `contact_objects.values` under the key. */
export interface ObjectColumn {
  key: string;
  label: string;
  type: AttributeType;
  /** Of a choice, in the order in which they are offered. */
  choices?: string[];
  /** Of money: its ISO 4217 currency, or the key of the column that says it row by row. */
  currency?: string;
  currencyColumn?: string;
  /** Summed beneath the table: money apart by currency. */
  total?: boolean;
  shown: boolean;
  /** Covered until somebody with the right asks to see it, which the audit remembers. */
  sensitive?: boolean;
}

/** What can be done with one row. What it opens takes its values from the row's columns. */
export interface RowAction {
  id: string;
  label: string;
  opens: {
    kind: "template";
    name: string;
    language: string;
    /** The template's variable → the column that fills it. */
    values: Record<string, string>;
  };
}
