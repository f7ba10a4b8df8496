import { expect, test } from "vitest";
import type { BehindFigure } from "@/server/ledger/schema";
import { behindFrom, behindHref } from "./behind-href";

const days = { from: "2026-11-01", to: "2026-11-30" };
const parse = (href: string) => behindFrom(Object.fromEntries(new URL(href, "http://x").searchParams));

test.each<BehindFigure>([
  days,
  { ...days, kind: "HSM", category: "authentication-international", currency: "USD" },
  { ...days, number: "00000000-0000-7000-8000-000000000001", origin: "automatic", reason: "no-rate" },
  { ...days, unpriced: true },
])("%j survives its address", (behind) => {
  const after = { at: "2026-11-20T15:00:00.123456Z", id: "00000000-0000-7000-8000-000000000002" };
  expect(parse(behindHref("acme", behind))).toEqual({ behind });
  expect(parse(behindHref("acme", behind, after))).toEqual({ behind, after });
});

test.each([
  {},
  { from: "2026-11-01" },
  { ...days, kind: "SMS" },
  { ...days, after: "x" },
  { ...days, number: "1" },
])("%j leads nowhere", (query) => {
  expect(behindFrom(query)).toBeNull();
});
