import { afterAll, beforeAll, expect, test } from "vitest";
import { askOutside } from "./egress";
import { isPublic } from "./egress-address";
import { testEnvironment } from "./testing/environment";
import { type Outside, startOutside } from "./testing/outside";

/** Hears of every connection that should never be made. */
let canary: Outside;

beforeAll(async () => {
  canary = await startOutside("::");
  Object.assign(process.env, testEnvironment({ url: "postgres://x", ownerUrl: "postgres://x" }));
});
afterAll(() => canary.close());

const ask = (url: string, resolve?: (name: string) => Promise<string[]>, timeoutMs = 2_000) =>
  askOutside({ orgId: "one", method: "GET", url, timeoutMs }, resolve);

const spellings = [
  ...[
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
  ],
  ...["0", "0.0.0.0", "127.0.0.1.", "127.8.8.8", "localhost", "LOCALHOST", "１２７.０.０.１"],
  ...["①②⑦.0.0.1", "127。0。0。1", "127%2e0%2e0%2e1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]"],
  ...[
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
  ],
  ...["[2002:7f00:1::]", "[fe80::1]", "a@127.0.0.1", "a:b@127.0.0.1", "example.com@127.0.0.1", "ⓛocalhost"],
  ...["169.254.169.254", "[fd00:ec2::254]", "100.100.100.200", "10.0.0.1", "192.168.1.1", "172.16.0.1"],
];

test.each(spellings)("nobody is connected to %s", async (host) => {
  for (const scheme of ["http", "https"]) {
    const url = `${scheme}://${host}:${canary.port}/`;
    expect(await ask(url), url).toMatchObject({ outcome: "refused" });
  }
  expect(canary.connections).toBe(0);
});

test.each([
  ...["http:127.0.0.1", "http:///127.0.0.1", "http:\\\\127.0.0.1", "http://127.0.0.1#@example.com"],
  ...["//127.0.0.1", "http://127.0.0.1 .example.com", "http://[::1", " http://127.1"],
  ...[
    "ftp://example.com",
    "file:///etc/passwd",
    "gopher://example.com",
    "javascript:alert(1)",
    "data:,{}",
    "",
  ],
  ...[
    "http://example.com:22/",
    "http://example.com:6379/",
    "http://example.com:25/",
    "http://169.254.169.254/latest",
  ],
])("what is not a public address is refused before anything is looked up: %s", async (url) => {
  const lookedUp: string[] = [];
  const answered = await ask(url, async (name) => {
    lookedUp.push(name);
    return ["127.0.0.1"];
  });
  expect(answered).toMatchObject({ outcome: "refused" });
  expect(lookedUp).toEqual([]);
  expect(canary.connections).toBe(0);
});

test.each([
  ["a private address", ["10.1.2.3"]],
  ["the metadata service", ["169.254.169.254"]],
  ["a public and a private one", ["8.8.8.8", "127.0.0.1"]],
  ["a private one behind IPv6", ["2606:4700::1", "::ffff:127.0.0.1"]],
  ["what is no address", ["localhost"]],
])("a name that stands for %s is refused", async (_, addresses) => {
  const url = `http://bank.example:${canary.port}/`;
  expect(await ask(url, async () => addresses)).toMatchObject({ outcome: "refused", why: "private" });
  expect(canary.connections).toBe(0);
});

test("a name is asked for once, and the connection goes to what was checked", async () => {
  // Public by its block, given to nobody: it cannot be reached from anywhere.
  const answers = [["3c00::1"], ["127.0.0.1"]];
  let asked = 0;
  const url = `http://localhost:${canary.port}/`;
  const answered = await ask(url, async () => answers[asked++] ?? ["127.0.0.1"], 500);
  expect(["unreachable", "timeout"]).toContain(answered.outcome);
  expect(asked).toBe(1);
  expect(canary.connections).toBe(0);
});

test.each([
  ...[
    "0.1.2.3",
    "10.0.0.0",
    "100.64.0.1",
    "127.0.0.1",
    "169.254.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
  ],
  ...[
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
  ],
  ...[
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:8.8.8.8",
    "::ffff:0:8.8.8.8",
    "64:ff9b::808:808",
  ],
  ...[
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:2::1",
    "2001:20::1",
    "2001:db8::1",
    "2002:808:808::1",
    "3fff::1",
  ],
  ...[
    "5f00::1",
    "fc00::1",
    "fd12::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "4000::1",
    "a000::1",
    "x",
  ],
])("%s is not of the open internet", (address) => expect(isPublic(address)).toBe(false));

test.each(["8.8.8.8", "1.1.1.1", "200.51.211.7", "2606:4700:4700::1111", "2800:3f0:4002::1"])(
  "%s is",
  (address) => expect(isPublic(address)).toBe(true),
);
