import { z } from "zod";
import { purposes } from "@/server/contacts/rules/consent-purpose";
import { figure, keyedTest } from "./value-test";

const ids = z.array(z.uuid()).min(1).max(100);
const count = z.int().min(1).max(1_000_000);
const span = z.int().min(1).max(3_650);

/** Whether something was within the last days. What never was is not within any: `not-within` holds for it too. */
const lately = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["within", "not-within"]), days: span }),
  z.strictObject({ is: z.literal("never") }),
]);

const objects = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["any", "none"]) }),
  z.strictObject({ is: z.enum(["at-least", "at-most"]), count }),
  /** Of who has at least one: nobody's sum is small for want of rows. */
  z.strictObject({
    is: z.enum(["sum-more", "sum-less"]),
    column: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
    amount: figure,
  }),
]);

/**
 * What can be asked of a contact, by kind. A kind that is added here is added to compile.ts, where the types ask for it, and to the
 * words of the builder; nothing else knows them one by one.
 */
const conditions = [
  z.strictObject({ kind: z.literal("attribute"), attribute: keyedTest }),
  /** Of the rows of a type for which all of `where` holds. */
  z.strictObject({
    kind: z.literal("object"),
    typeKey: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/),
    where: z.array(keyedTest).max(5).default([]),
    objects,
  }),
  z.strictObject({ kind: z.literal("label"), is: z.enum(["has", "has-not"]), labelIds: ids }),
  z.strictObject({
    kind: z.literal("consent"),
    channel: z.string().min(1).max(40),
    purpose: z.enum(purposes),
    is: z.enum(["in", "out", "unknown"]),
  }),
  z.strictObject({
    kind: z.literal("country"),
    is: z.enum(["one-of", "not-one-of"]),
    countries: z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .max(100),
  }),
  z.strictObject({
    kind: z.literal("language"),
    is: z.enum(["one-of", "not-one-of"]),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(50),
  }),
  z.strictObject({ kind: z.literal("executive"), is: z.enum(["one-of", "not-one-of"]), memberIds: ids }),
  z.strictObject({ kind: z.literal("no-executive") }),
  /** On which numbers there ever was a conversation. */
  z.strictObject({ kind: z.literal("number"), is: z.enum(["used", "not-used"]), numberIds: ids }),
  z.strictObject({
    kind: z.literal("channel"),
    is: z.enum(["used", "not-used"]),
    channels: z.array(z.string().min(1).max(40)).min(1).max(20),
  }),
  /** When they wrote last, and when something of ours was last accepted for them. */
  z.strictObject({ kind: z.literal("heard"), last: lately }),
  z.strictObject({ kind: z.literal("told"), last: lately }),
  z.strictObject({ kind: z.literal("conversations"), is: z.enum(["at-least", "at-most"]), count }),
  /** What their messages of the last days cost, in one currency; who cost nothing cost less. */
  z.strictObject({
    kind: z.literal("cost"),
    days: span,
    is: z.enum(["more", "less"]),
    amount: z.number().positive().max(1e9),
    currency: z.string().regex(/^[A-Z]{3}$/),
  }),
  z.strictObject({ kind: z.literal("created"), is: z.enum(["within", "not-within"]), days: span }),
  /** A segment that is a list. */
  z.strictObject({ kind: z.literal("list"), is: z.enum(["in", "not-in"]), segmentId: z.uuid() }),
] as const;

export const condition = z.discriminatedUnion("kind", [...conditions]);
export type Condition = z.infer<typeof condition>;
export type ConditionKind = Condition["kind"];

const match = z.enum(["all", "any"]);
const group = z.strictObject({
  kind: z.literal("group"),
  match,
  conditions: z.array(condition).min(1).max(20),
});
export type Group = z.infer<typeof group>;

/** All or any of the conditions, of which some may be groups of their own: two levels, which one can still say aloud. */
export const definition = z.strictObject({
  match,
  conditions: z
    .array(z.discriminatedUnion("kind", [...conditions, group]))
    .min(1)
    .max(20),
});
export type Definition = z.infer<typeof definition>;

/** Every condition of a definition, those of its groups too. */
export const flat = (whole: Definition): Condition[] =>
  whole.conditions.flatMap((one) => (one.kind === "group" ? one.conditions : [one]));

/** The definition of a list: who stands on it. */
export const listDefinition = (segmentId: string): Definition => ({
  match: "all",
  conditions: [{ kind: "list", is: "in", segmentId }],
});
