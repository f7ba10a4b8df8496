import { z } from "zod";
import { type Comparison, comparisons } from "@/server/contacts/rules/attribute";
import { line } from "@/server/text";
import type { RuleSet } from "./rules/routing-rules";

const ids = z.array(z.uuid()).min(1).max(50);
const minutes = z
  .number()
  .int()
  .min(0)
  .max(7 * 24 * 60);
const comparison = z.enum([...new Set(Object.values(comparisons).flat())] as [Comparison, ...Comparison[]]);

const condition = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("number"), ids }),
  z.object({ kind: z.literal("channel"), names: z.array(line(40)).min(1).max(10) }),
  z.object({ kind: z.literal("hours"), open: z.boolean() }),
  z.object({
    kind: z.literal("language"),
    languages: z
      .array(z.string().regex(/^[a-z]{2}$/))
      .min(1)
      .max(20),
  }),
  z.object({ kind: z.literal("keyword"), words: z.array(line(80)).min(1).max(50) }),
  z.object({ kind: z.literal("label"), ids }),
  z
    .object({
      kind: z.literal("attribute"),
      key: z.string().min(1).max(60),
      is: comparison,
      value: z.union([z.number(), line(200), z.boolean(), z.null()]),
    })
    .refine((c) => c.value !== null || c.is === "set" || c.is === "unset"),
  z.object({ kind: z.literal("executive"), present: z.boolean() }),
  z.object({ kind: z.literal("last-agent"), days: z.number().int().min(1).max(3_650) }),
  z.object({ kind: z.literal("waited"), minutes: minutes.min(1) }),
  z.object({ kind: z.literal("task") }),
]);

const place = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("team"), id: z.uuid() }),
  z.object({ kind: z.literal("member"), id: z.uuid() }),
  z.object({ kind: z.enum(["number-team", "executive", "last-agent", "same-agent", "anyone"]) }),
]);

const target = z.object({
  to: place,
  after: minutes,
  skills: z.array(z.uuid()).max(10).optional(),
  theirLanguage: z.boolean().optional(),
});
const targets = z.array(target).min(1).max(6);

const rule = z.object({
  /** Its own within the organization; kept when it is edited, so that decisions of long ago still name it. */
  id: z.string().regex(/^[\w-]{4,40}$/),
  name: line(80),
  active: z.boolean(),
  when: z.array(condition).max(10),
  targets,
  elseAfter: minutes.nullable(),
});

export const ruleSet: z.ZodType<RuleSet> = z.object({
  rules: z
    .array(rule)
    .max(50)
    .refine((rules) => new Set(rules.map((r) => r.id)).size === rules.length),
  otherwise: targets,
  executiveMinutes: minutes,
});

/** `from`: the version on which it was edited; who saved meanwhile wins, and the other is told. */
export const newRules = z.object({
  from: z.number().int().min(0),
  set: ruleSet,
  note: z.string().trim().max(200).default(""),
});

/** Rules that need not be saved, over the last days. */
export const replayInput = z.object({ set: ruleSet, days: z.number().int().min(1).max(28) });
