import { z } from "zod";
import { type AttributeType, attributeTypes } from "@/server/contacts/rules/attribute";

const figures = ["is", "is-not", "more", "less", "between", "set", "unset"] as const;
const texts = ["is", "is-not", "contains", "one-of", "set", "unset"] as const;
/** How a value can be tested, by what it is, in the order in which it is offered. */
export const tests = {
  number: figures,
  money: figures,
  days: figures,
  text: texts,
  "long-text": texts,
  email: texts,
  url: texts,
  date: ["is", "before", "after", "between", "last-days", "next-days", "set", "unset"],
  boolean: ["is", "set", "unset"],
  choice: ["is", "is-not", "one-of", "set", "unset"],
} as const satisfies Record<AttributeType, readonly string[]>;
export type TestName = (typeof tests)[AttributeType][number];

/** Numbers that JSON, JavaScript and PostgreSQL read alike. */
export const figure = z.number().gt(-1e15).lt(1e15);
const day = z.iso.date();
const word = z.string().trim().min(1).max(500);
const scalar = z.union([word, figure, z.boolean()]);
/** Ten years: what lies farther is a date. */
const days = z.int().min(0).max(3_650);

const test = z.discriminatedUnion("is", [
  z.strictObject({ is: z.enum(["set", "unset"]) }),
  z.strictObject({ is: z.enum(["is", "is-not"]), value: scalar }),
  z.strictObject({ is: z.literal("contains"), value: word }),
  z.strictObject({ is: z.literal("one-of"), values: z.array(word).min(1).max(100) }),
  z.strictObject({ is: z.enum(["more", "less"]), value: figure }),
  /** Both ends count. */
  z.strictObject({ is: z.literal("between"), from: z.union([figure, day]), to: z.union([figure, day]) }),
  /** The day itself does not count. */
  z.strictObject({ is: z.enum(["before", "after"]), value: day }),
  /** Today counts, and the day so many days away. */
  z.strictObject({ is: z.enum(["last-days", "next-days"]), days }),
]);
export type ValueTest = z.infer<typeof test>;

/**
 * A value under a key with what it has to be. The type travels along, so that a definition can be read without asking what the key is;
 * that both agree is asked when it is kept (server/segments/named.ts).
 */
export const keyedTest = z
  .strictObject({ key: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/), type: z.enum(attributeTypes), test })
  .refine(({ type, test }) => fits(type, test), { path: ["test"] });
export type KeyedTest = z.infer<typeof keyedTest>;

function fits(type: AttributeType, given: ValueTest): boolean {
  if (!(tests[type] as readonly string[]).includes(given.is)) return false;
  if ("value" in given) return typeof given.value === jsType(type) && dated(type, given.value);
  if (given.is !== "between") return true;
  return [given.from, given.to].every((end) => typeof end === jsType(type) && dated(type, end));
}

const dated = (type: AttributeType, value: unknown) => type !== "date" || day.safeParse(value).success;

export type JsType = "number" | "boolean" | "string";

/** How a value of the type stands in JSON. */
export function jsType(type: AttributeType): JsType {
  if (type === "number" || type === "money" || type === "days") return "number";
  return type === "boolean" ? "boolean" : "string";
}
