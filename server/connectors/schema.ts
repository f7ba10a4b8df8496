import { z } from "zod";
import { contactRef } from "@/server/contacts/schema";
import { isFreeHeader } from "@/server/egress-address";
import { line } from "@/server/text";
import { isPlace, type ManyWay, manyBodyProblem, manyUrlProblem } from "./rules/many";
import { isPath } from "./rules/path";
import { bodyProblem, isVariable, urlProblem } from "./rules/template";

/** As it is kept: a secret's value is sealed, and never leaves the server again. */
export type KeptHeader = { name: string; value: string } | { name: string; sealed: string };

const header = z.object({
  name: z.string().trim().refine(isFreeHeader),
  secret: z.boolean(),
  /** Null keeps the secret that is there. */
  value: z
    .string()
    .trim()
    .min(1)
    .max(4_000)
    .regex(/^[\x20-\x7e]*$/)
    .nullable(),
});

const path = z.string().trim().refine(isPath);
const key = z.string().min(1).max(60);
const column = z.object({ key, path });

const mapping = z.object({
  attributes: z.array(column).max(60),
  objects: z
    .array(z.object({ typeKey: key, list: path, keyPath: path, columns: z.array(column).max(40) }))
    .max(10),
});

const unique = (names: string[]) => new Set(names).size === names.length;

const address = z.string().trim().max(2_000);

const many = z.object({
  method: z.enum(["GET", "POST"]),
  url: address,
  body: z.string().trim().max(10_000).nullable(),
  key: z.string().refine(isVariable),
  most: z.int().min(2).max(500),
  rows: path,
  keyPath: path,
  place: z.string().trim().refine(isPlace),
});

const fields = z.object({
  name: line(60),
  method: z.enum(["GET", "POST"]),
  url: address.refine((text) => urlProblem(text) === null),
  headers: z
    .array(header)
    .max(20)
    .refine((list) => unique(list.map(({ name }) => name.toLowerCase())))
    .refine((list) => list.every(({ secret, value }) => secret || value !== null)),
  /** Of a POST. */
  body: z
    .string()
    .trim()
    .max(10_000)
    .refine((text) => bodyProblem(text) === null)
    .nullable(),
  mapping,
  /** How it is asked about many in one request; null: it cannot. */
  many: many.nullable(),
  /** For so long an answer is not asked for again. */
  cacheSeconds: z.int().min(0).max(86_400),
  /** Of everything together, repetitions too. */
  timeoutMs: z.int().min(500).max(20_000),
  /** Of a GET that failed in passing. */
  retries: z.int().min(0).max(2),
});
export type ConnectorInput = z.infer<typeof fields>;

/** An address carries few keys: it has to stay within what servers take. */
const mostInAddress = 100;

function checkMany({ url, many }: ConnectorInput, context: z.RefinementCtx): void {
  if (!many) return;
  const wrong = (field: keyof ManyWay) =>
    context.addIssue({ code: "custom", path: ["many", field], message: field });
  if (manyUrlProblem(many, url)) wrong("url");
  if (many.method === "POST" && manyBodyProblem(many.body ?? "")) wrong("body");
  if (many.method === "GET" && many.most > mostInAddress) wrong("most");
}

export const newConnector = fields.superRefine(checkMany);
export const connectorRef = z.object({ connectorId: z.uuid() });
/** `version` is the one that was on screen: a newer one is not overwritten. */
export const connectorChange = fields
  .extend({ connectorId: z.uuid(), version: z.int() })
  .superRefine(checkMany);
export const connectorArchiving = connectorRef.extend({ archived: z.boolean() });

/** A connector as it stands in the form, saved or not, asked for one contact. */
export const connectorTrial = fields
  .extend({ connectorId: z.uuid().nullable(), contactId: z.uuid() })
  .superRefine(checkMany);

/** The same, asked for some contacts in one request. */
export const connectorManyTrial = fields
  .extend({ connectorId: z.uuid().nullable(), contactIds: z.array(z.uuid()).min(1).max(3), many })
  .superRefine(checkMany);

/** `stale`: what is older than its source lets it be; `all`: whatever is remembered. */
export const refreshing = contactRef.extend({ which: z.enum(["stale", "all"]) });
