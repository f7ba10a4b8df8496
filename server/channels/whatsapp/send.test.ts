import { createServer } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { HandOver, OutboundMessage } from "@/server/channels/adapter";
import errorCodes from "./error-codes.json";
import { type Reply, startFakeCarrier } from "./fixtures/fake-carrier";
import { send } from "./send";

let fake: Awaited<ReturnType<typeof startFakeCarrier>>;
beforeAll(async () => {
  fake = await startFakeCarrier(() => ({ json: {} }));
});
afterAll(() => fake.close());
beforeEach(() => {
  fake.asked.length = 0;
});

const account = () => ({
  baseUrl: fake.baseUrl,
  externalId: "106",
  connectionExternalId: "waba",
  token: "secret",
});
const accepted = {
  json: {
    messaging_product: "whatsapp",
    contacts: [{ input: "+5491152631234", wa_id: "5491152631234" }],
    messages: [{ id: "wamid.1" }],
  },
};
const message = (change: Partial<OutboundMessage> = {}): OutboundMessage => ({
  messageId: "0197a3a0-0000-7000-8000-000000000000",
  to: { kind: "phone", address: "5491152631234" },
  content: { type: "text", body: "Hola" },
  ...change,
});
const content = (it: OutboundMessage["content"]) => message({ content: it });
const attachmentId = "0197a3a0-0000-7000-8000-000000000001";

const outcome = (reply: Reply, it = message()): Promise<HandOver> => {
  fake.answer = () => reply;
  const through = { ...account(), timeoutMs: reply === "silence" ? 60 : 5_000 };
  return send(through, it);
};
const graphError = (code: number, extra: object = {}, status = 400): Reply => ({
  status,
  json: {
    error: {
      message: `(#${code})`,
      type: "OAuthException",
      code,
      error_data: { details: "Why" },
      fbtrace_id: "x",
      ...extra,
    },
  },
});

describe("what became of it", () => {
  test("accepted, with the address that the carrier confirms", async () => {
    expect(await outcome(accepted)).toEqual({
      outcome: "accepted",
      providerId: "wamid.1",
      confirmedAddress: { kind: "phone", address: "5491152631234" },
    });
  });

  test("accepted to a scoped id, held back for its quality, or with an answer that is odd beside its id", async () => {
    const scoped = {
      contacts: [{ input: "US.1", user_id: "US.1" }],
      messages: [{ id: "w", message_status: "accepted" }],
    };
    const to = { kind: "scoped" as const, address: "US.1" };
    expect(await outcome({ json: scoped }, message({ to }))).toEqual({
      outcome: "accepted",
      providerId: "w",
      confirmedAddress: to,
    });
    const held = { messages: [{ id: "w", message_status: "held_for_quality_assessment" }] };
    expect(await outcome({ json: held })).toEqual({ outcome: "accepted", providerId: "w", held: true });
    const odd = { contacts: "none", messages: [{ id: "w", message_status: 7 }] };
    expect(await outcome({ json: odd })).toEqual({ outcome: "accepted", providerId: "w" });
  });

  test.each(errorCodes.codes.map(({ code, cls, http }) => [code, cls, http] as const))(
    "%i is %s",
    async (code, cls, http) => {
      const result = await outcome(graphError(code, {}, http));
      if (["transient", "rate", "rate_pair"].includes(cls))
        expect(result).toMatchObject({
          outcome: "again",
          code: String(code),
          throttled: cls !== "transient",
          afterMs: expect.any(Number),
        });
      else {
        const stops = { auth: "account", account: "account", registration: "account", template: "template" }[
          String(cls)
        ];
        expect(result).toEqual({
          outcome: "rejected",
          code: String(code),
          detail: "Why",
          ...(stops ? { stops } : {}),
        });
      }
    },
  );

  test.each([
    ["throughput", 130429, true],
    ["one pair", 131056, true],
    ["an app's calls", 4, true],
    ["an account's calls", 80007, true],
    ["something went wrong", 131000, false],
    ["maintenance", 131057, false],
  ])("%s (%i) waits and is tried again", async (_, code, throttled) => {
    expect(await outcome(graphError(code, {}, 500))).toMatchObject({ outcome: "again", throttled });
  });

  test("a code that nobody knows is a no; any permission is the account's", async () => {
    expect(await outcome(graphError(999_999))).toEqual({
      outcome: "rejected",
      code: "999999",
      detail: "Why",
    });
    expect(await outcome(graphError(273))).toMatchObject({ outcome: "rejected", stops: "account" });
  });

  test("a subcode that the table names says more than its code", async () => {
    expect(await outcome(graphError(100, { error_subcode: 2388073 }))).toMatchObject({
      code: "2388073",
      stops: "template",
    });
    expect(await outcome(graphError(190, { error_subcode: 463 }))).toMatchObject({
      code: "190",
      stops: "account",
    });
  });

  test.each<[string, Reply]>([
    ["silence", "silence"],
    ["a connection cut after the request", "sever"],
    ["an answer that breaks off", "break-off"],
    ["a gateway's page", { status: 502, text: "<html>Bad gateway</html>" }],
    ["an empty 500", { status: 500, text: "" }],
    ["an error that is not the carrier's", { status: 503, json: { error: "overloaded" } }],
    ["a refusal that is not the carrier's", { status: 403, text: "Forbidden" }],
    ["200 that is no JSON", { text: "OK" }],
    ["200 without an id", { json: { messages: [] } }],
    ["200 with an empty id", { json: { messages: [{ id: "" }] } }],
    ["a redirect", { status: 307, text: "", headers: { location: "/v26.0/other/messages" } }],
  ])("nobody knows after %s, and it is asked once", async (_, reply) => {
    expect(await outcome(reply)).toMatchObject({ outcome: "unknown", detail: expect.any(String) });
    expect(fake.asked).toHaveLength(1);
  });

  test("a request that never left may be repeated", async () => {
    const closed = await closedPort();
    const nowhere = [
      `http://127.0.0.1:${closed}`,
      `http://localhost:${closed}`,
      "http://carrier.invalid",
      "nonsense",
    ];
    for (const baseUrl of nowhere)
      expect([baseUrl, await send({ ...account(), baseUrl }, message())]).toMatchObject([
        baseUrl,
        { outcome: "again", code: "unreachable", throttled: false },
      ]);
    const broken = { ...account(), token: "a\nb" };
    expect(await send(broken, message())).toMatchObject({ outcome: "again", code: "unreachable" });
  });
});

describe("a file that does not get through", () => {
  const image = (read = async () => Buffer.from("x")) => ({
    ...content({ type: "image", attachmentId }),
    file: { mime: "image/png", read },
  });

  test.each<[string, Reply, object]>([
    ["silence", "silence", { outcome: "again", code: "unreachable" }],
    ["a cut connection", "sever", { outcome: "again", code: "unreachable" }],
    ["a gateway's page", { status: 502, text: "<html>" }, { outcome: "again", code: "unreachable" }],
    ["an answer without an id", { json: {} }, { outcome: "again", code: "unreachable" }],
    ["a throttle", graphError(130429), { outcome: "again", throttled: true }],
    ["the wrong type", graphError(100), { outcome: "rejected", code: "100" }],
    ["an ended token", graphError(190), { outcome: "rejected", stops: "account" }],
  ])("%s: never unknown, since no message left", async (_, reply, expected) => {
    expect(await outcome(reply, image())).toMatchObject(expected);
    expect(fake.asked.map((each) => each.path)).toEqual(["/v26.0/106/media"]);
  });

  test("storage that cannot be read is tried again", async () => {
    const broken = image(() => Promise.reject(new Error("disk")));
    expect(await outcome(accepted, broken)).toMatchObject({ outcome: "again", code: "file-unreadable" });
    expect(fake.asked).toEqual([]);
  });
});

function closedPort(): Promise<number> {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => found(typeof address === "object" && address ? address.port : 1));
    });
  });
}
