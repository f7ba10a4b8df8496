import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { expect, test } from "vitest";
import { z } from "zod";
import { DomainError } from "./errors";
import { withDatabase } from "./testing/environment";
import { makeContext, memberOf, open, router } from "./trpc";
import { answerMeta } from "./trpc-errors";

withDatabase();

const secret = 'relation "secrets" does not exist at /srv/app/db.ts';

/** Procedures that fail in every way there is. */
const failing = router({
  domain: open.mutation(() => {
    throw new DomainError("NEWER_MESSAGES", { seqs: [4, 5] });
  }),
  gone: open.mutation(() => {
    throw new DomainError("LINK_INVALID");
  }),
  unforeseen: open.mutation(() => {
    throw new Error(secret);
  }),
  database: open.mutation(() => {
    throw new Error("Failed query", { cause: Object.assign(new Error("duplicate key"), { code: "23505" }) });
  }),
  away: open.mutation(() => {
    throw Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
  }),
  hasty: open.mutation(() => {
    throw new DomainError("RATE_LIMITED", { retryAfterSeconds: 42 });
  }),
  input: open.input(z.object({ name: z.string().max(3), age: z.number() })).mutation(() => "fine"),
});

interface Answer {
  status: number;
  retryAfter: string | null;
  text: string;
  data: unknown;
}

async function post(path: string, input: unknown = null): Promise<Answer> {
  const response = await fetchRequestHandler({
    endpoint: "/api/trpc",
    router: failing,
    responseMeta: answerMeta,
    createContext: () =>
      makeContext({
        claims: null,
        headers: new Headers(),
        ip: "192.0.2.1",
        member: () => memberOf(null, null),
      }),
    req: new Request(`http://localhost/api/trpc/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ json: input }),
    }),
  });
  const text = await response.text();
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    text,
    data: JSON.parse(text).error?.json?.data,
  };
}

test.each([
  ["domain", 409, { code: "NEWER_MESSAGES", details: { seqs: [4, 5] } }],
  ["gone", 410, { code: "LINK_INVALID", details: {} }],
  ["database", 409, { code: "CONFLICT", details: {} }],
  ["away", 503, { code: "UNAVAILABLE", details: {} }],
  ["nowhere", 404, { code: "NOT_FOUND", details: {} }],
])("%s answers %i with its code and details", async (path, status, data) => {
  expect(await post(path)).toMatchObject({ status, data });
});

test("haste is told how long to wait", async () => {
  expect(await post("hasty")).toMatchObject({ status: 429, retryAfter: "42" });
});

test("what nobody foresaw is an id and nothing else", async () => {
  const { status, text, data } = await post("unforeseen");
  expect(status).toBe(500);
  expect(data).toEqual({ code: "UNEXPECTED", details: { id: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
  expect(text).not.toMatch(/secrets|\/srv|stack|at /);
});

test("a refused input names its fields, never what was written in them", async () => {
  const { status, text, data } = await post("input", { name: "far too long", age: "old" });
  expect(status).toBe(400);
  expect(data).toEqual({ code: "INVALID", details: { fields: { name: "too_big", age: "invalid_type" } } });
  expect(text).not.toContain("far too long");
});
