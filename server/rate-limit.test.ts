import { expect, test } from "vitest";
import { sql } from "@/db/client";
import { limit } from "./rate-limit";
import { withDatabase } from "./testing/environment";

withDatabase();

const mail = "somebody@example.com";
const attempts = (n: number) =>
  Promise.allSettled(Array.from({ length: n }, () => limit(["link/email", mail])));
const refusals = (results: PromiseSettledResult<void>[]) => results.filter((r) => r.status === "rejected");

test("what one process has counted, another one counts on, and a restart forgives nothing", async () => {
  expect(refusals(await attempts(3))).toHaveLength(0);
  globalThis.hiloLimiters = undefined;
  expect(refusals(await attempts(3))).toHaveLength(2);
  await expect(limit(["link/email", mail])).rejects.toMatchObject({
    code: "RATE_LIMITED",
    details: { retryAfterSeconds: expect.any(Number) },
  });
  await limit(["link/email", "somebody.else@example.com"]);
});

test("a hundred at the same moment share the points that there are", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 100 }, () => limit(["token/ip", "203.0.113.9"])),
  );
  expect(refusals(results)).toHaveLength(40);
});

test("who tried is not written down", async () => {
  await limit(["sign-in/email", "secret.person@example.com"]);
  const rows = await sql()<{ key: string }[]>`select key from rate_limits`;
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter(({ key }) => key.includes("@") || key.includes("203."))).toEqual([]);
});
