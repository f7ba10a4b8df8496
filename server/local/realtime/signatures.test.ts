import { describe, expect, it } from "vitest";
import vectors from "./golden-vectors.json";
import { requestFault, signsChannel, signsUser } from "./signatures";

const app = vectors.app;

describe("the vendor's published signatures", () => {
  it.each(["private", "presence", "encrypted"] as const)("hold for a %s channel", (kind) => {
    const { socket_id: socketId, channel, response } = vectors[kind];
    const channelData = "channel_data" in response ? response.channel_data : undefined;
    expect(signsChannel(app, response.auth, { socketId, channel, channelData })).toBe(true);
  });

  it("hold for a user", () => {
    const { socket_id, response } = vectors.user;
    expect(signsUser(app, response.auth, socket_id, response.user_data)).toBe(true);
  });

  it("hold for a request of its time", () => {
    expect(requestFault(app, request(), vectors.http.auth_timestamp, 600)).toBeNull();
  });
});

describe("a channel signature is refused", () => {
  const { socket_id: socketId, channel, response } = vectors.private;
  const claim = { socketId, channel };

  it.each([
    ["on another socket", { ...claim, socketId: "1234.1235" }],
    ["on another channel", { ...claim, channel: "private-foobaz" }],
    ["with data that was not signed", { ...claim, channelData: "{}" }],
  ])("%s", (_, changed) => {
    expect(signsChannel(app, response.auth, changed)).toBe(false);
  });

  it.each(["", "x", app.key, `${app.key}:`, `other:${response.auth.split(":")[1]}`, `${response.auth}\n`])(
    "as %j",
    (auth) => {
      expect(signsChannel(app, auth, claim)).toBe(false);
    },
  );
});

describe("a request is refused", () => {
  const now = vectors.http.auth_timestamp;

  it.each([
    ["600 s and more after it was signed", request(), now + 601],
    ["signed for the future", request(), now - 601],
    ["with another method", { ...request(), method: "GET" }, now],
    ["on another path", { ...request(), paths: ["/apps/3/batch_events"] }, now],
    ["with another body", { ...request(), body: Buffer.from("{}") }, now],
    [
      "with a parameter added",
      { ...request(), query: [...request().query, pair("info", "user_count")] },
      now,
    ],
    ["without a signature", { ...request(), query: without("auth_signature") }, now],
    ["without a timestamp", { ...request(), query: without("auth_timestamp") }, now],
    ["without a body digest", { ...request(), query: without("body_md5") }, now],
    ["without a version", { ...request(), query: without("auth_version") }, now],
    ["without a key", { ...request(), query: without("auth_key") }, now],
  ])("%s", (_, changed, at) => {
    expect(requestFault(app, changed, at, 600)).toEqual(expect.any(String));
  });
});

function request() {
  const { method, path, body } = vectors.http;
  return { method, paths: [path], query: query(), body: Buffer.from(body) };
}

function query(): [string, string][] {
  return [...new URLSearchParams(vectors.http.query)].map(([name, value]) => pair(name, value));
}

function without(name: string): [string, string][] {
  return query().filter(([one]) => one !== name);
}

function pair(name: string, value: string): [string, string] {
  return [name, value];
}
