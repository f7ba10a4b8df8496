import { z } from "zod";

const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
/** Said where there is no value; null: whoever has none is left out. */
const fallback = z.string().trim().min(1).max(200).nullable().default(null);

/** Where the value of a template's place comes from. */
export const slot = z.discriminatedUnion("from", [
  /** Empty while it is not typed yet. */
  z.strictObject({ from: z.literal("text"), text: z.string().trim().max(1_024) }),
  z.strictObject({ from: z.literal("name"), part: z.enum(["whole", "first"]), fallback }),
  z.strictObject({ from: z.literal("attribute"), key, fallback }),
  /** Of the rows of a type: one by the order of a column, or what they come to together. */
  z.strictObject({
    from: z.literal("object"),
    typeKey: key,
    column: key,
    take: z.enum(["first", "last", "sum", "count"]),
    /** The column whose order tells first and last; null: the order in which they came. */
    by: key.nullable().default(null),
    fallback,
  }),
  /** A page of ours that is the contact's own: where they stop, and take up again, what is sent to them. */
  z.strictObject({ from: z.literal("link"), to: z.literal("opt-out") }),
]);
export type Slot = z.infer<typeof slot>;
