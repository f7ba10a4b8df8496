import { z } from "zod";
import { attributeTypes } from "@/server/contacts/rules/attribute";
import { purposes } from "@/server/contacts/rules/consent-purpose";
import type { Definition } from "./definition";
import type { ValueTest } from "./value-test";

/*
 * A definition while it is being written: the shape of `definition`, in which anything may still be empty or wrong. It is kept for who
 * comes back to it, and never asked of anybody.
 */

const word = z.string().max(500);
const words = z.array(word).max(100);
const figure = z.number();
const either = z.union([figure, word]);

const test = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["set", "unset"]) }),
  z.strictObject({ is: z.enum(["is", "is-not"]), value: z.union([word, figure, z.boolean()]) }),
  z.strictObject({ is: z.literal("contains"), value: word }),
  z.strictObject({ is: z.literal("one-of"), values: words }),
  z.strictObject({ is: z.enum(["more", "less"]), value: figure }),
  z.strictObject({ is: z.literal("between"), from: either, to: either }),
  z.strictObject({ is: z.enum(["before", "after"]), value: word }),
  z.strictObject({ is: z.enum(["last-days", "next-days"]), days: figure }),
]) satisfies z.ZodType<ValueTest>;

const keyed = z.strictObject({ key: word, type: z.enum(attributeTypes), test });

const lately = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["within", "not-within"]), days: figure }),
  z.strictObject({ is: z.literal("never") }),
]);

const objects = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["any", "none"]) }),
  z.strictObject({ is: z.enum(["at-least", "at-most"]), count: figure }),
  z.strictObject({ is: z.enum(["sum-more", "sum-less"]), column: word, amount: figure }),
]);

const oneOf = z.enum(["one-of", "not-one-of"]);
const used = z.enum(["used", "not-used"]);
const bounds = z.enum(["at-least", "at-most"]);

const conditions = [
  z.strictObject({ kind: z.literal("attribute"), attribute: keyed }),
  z.strictObject({ kind: z.literal("object"), typeKey: word, where: z.array(keyed).max(5), objects }),
  z.strictObject({ kind: z.literal("label"), is: z.enum(["has", "has-not"]), labelIds: words }),
  z.strictObject({
    kind: z.literal("consent"),
    channel: word,
    purpose: z.enum(purposes),
    is: z.enum(["in", "out", "unknown"]),
  }),
  z.strictObject({ kind: z.literal("country"), is: oneOf, countries: words }),
  z.strictObject({ kind: z.literal("language"), is: oneOf, languages: words }),
  z.strictObject({ kind: z.literal("executive"), is: oneOf, memberIds: words }),
  z.strictObject({ kind: z.literal("no-executive") }),
  z.strictObject({ kind: z.literal("number"), is: used, numberIds: words }),
  z.strictObject({ kind: z.literal("channel"), is: used, channels: words }),
  z.strictObject({ kind: z.literal("heard"), last: lately }),
  z.strictObject({ kind: z.literal("told"), last: lately }),
  z.strictObject({ kind: z.literal("conversations"), is: bounds, count: figure }),
  z.strictObject({
    kind: z.literal("cost"),
    days: figure,
    is: z.enum(["more", "less"]),
    amount: figure,
    currency: word,
  }),
  z.strictObject({ kind: z.literal("created"), is: z.enum(["within", "not-within"]), days: figure }),
  z.strictObject({ kind: z.literal("list"), is: z.enum(["in", "not-in"]), segmentId: word }),
] as const;

const match = z.enum(["all", "any"]);

export const halfDefinition = z.strictObject({
  match,
  conditions: z
    .array(
      z.discriminatedUnion("kind", [
        ...conditions,
        z.strictObject({
          kind: z.literal("group"),
          match,
          conditions: z.array(z.discriminatedUnion("kind", [...conditions])).max(20),
        }),
      ]),
    )
    .max(20),
}) satisfies z.ZodType<Definition>;
