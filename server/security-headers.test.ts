import { expect, test } from "vitest";
import { contentSecurityPolicy, pageHeaders } from "./security-headers";

const local = {
  APP_URL: "http://localhost:3000",
  PUSHER_HOST: "127.0.0.1",
  PUSHER_PORT: 3003,
  PUSHER_TLS: false,
};
const hosted = { APP_URL: "https://hilo.example", PUSHER_CLUSTER: "sa1", PUSHER_TLS: true };

function directive(policy: string, name: string): string[] {
  const found = policy.split("; ").find((one) => one.startsWith(`${name} `));
  return found?.split(" ").slice(1) ?? [];
}

test("in production scripts run by nonce alone, and nothing may frame, embed or rebase a page", () => {
  const policy = contentSecurityPolicy(hosted, "abc", false);
  expect(directive(policy, "script-src")).toEqual(["'self'", "'nonce-abc'", "'strict-dynamic'"]);
  expect(policy).not.toContain("unsafe-eval");
  for (const name of ["object-src", "frame-ancestors"]) expect(directive(policy, name)).toEqual(["'none'"]);
  expect(directive(policy, "base-uri")).toEqual(["'self'"]);
});

test("pages connect to themselves and to the realtime service, wherever it is", () => {
  expect(directive(contentSecurityPolicy(local, "n", false), "connect-src")).toEqual([
    "'self'",
    "ws://127.0.0.1:3003",
    "http://127.0.0.1:3003",
  ]);
  expect(directive(contentSecurityPolicy(hosted, "n", false), "connect-src")).toEqual([
    "'self'",
    "wss://ws-sa1.pusher.com",
    "https://sockjs-sa1.pusher.com",
  ]);
});

test("the pages of one-time links send no Referer and stay in no cache", () => {
  for (const path of ["/link/abc", "/invitation/abc"]) {
    expect(pageHeaders(hosted, path)).toMatchObject({
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
    });
  }
  expect(pageHeaders(hosted, "/clinica/inbox")["cache-control"]).toBeUndefined();
});
