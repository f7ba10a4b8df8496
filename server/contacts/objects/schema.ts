import { z } from "zod";
import { line } from "@/server/text";
import { attributeTypes } from "../rules/attribute";
import type { ObjectColumn, RowAction } from "./rules/object-type";

const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

const column: z.ZodType<ObjectColumn> = z
  .object({
    key,
    label: line(60),
    type: z.enum(attributeTypes),
    choices: z.array(line(60)).max(50).optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    currencyColumn: key.optional(),
    total: z.boolean().optional(),
    shown: z.boolean(),
    sensitive: z.boolean().optional(),
  })
  .refine((one) => one.type !== "choice" || (one.choices?.length ?? 0) > 0);

const action: z.ZodType<RowAction> = z.object({
  id: z.string().min(1).max(40),
  label: line(40),
  opens: z.object({
    kind: z.literal("template"),
    name: line(512),
    language: line(20),
    values: z.record(z.string().max(60), key),
  }),
});

const columns = z
  .array(column)
  .min(1)
  .max(40)
  .refine((list) => new Set(list.map((one) => one.key)).size === list.length);
const actions = z.array(action).max(8);

export const newObjectType = z.object({
  singular: line(60),
  plural: line(60),
  columns,
  actions: actions.default([]),
});

/** Only what is named changes. Columns keep their keys: values stand under them. */
export const objectTypeChange = z.object({
  key,
  singular: line(60).optional(),
  plural: line(60).optional(),
  columns: columns.optional(),
  actions: actions.optional(),
  archived: z.boolean().optional(),
});

/** Every type in use, in the order in which their tables stand. */
export const objectTypeOrder = z.object({ keys: z.array(key).max(100) });
