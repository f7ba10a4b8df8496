import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { env } from "./env";
import { SAMPLE, startTranscription, type TranscriptionServer } from "./local/transcription/server";
import { sampleOf } from "./sandbox/samples";
import { testEnvironment } from "./testing/environment";
import { hear, MOST_SOUND_BYTES, TranscriptionError, transcriptionHost } from "./transcription";

const mime = "audio/ogg; codecs=opus";
const voice = (spoken?: string) => ({ bytes: sampleOf("audio", spoken).bytes, mime });
let service: TranscriptionServer;
const nowhere = "postgres://nobody@127.0.0.1:9/none";
/** Changes what the environment names from now on. */
const named = (
  variables: Partial<Record<"TRANSCRIPTION_URL" | "TRANSCRIPTION_KEY" | "TRANSCRIPTION_MODEL", string>>,
) => void Object.assign(env(), variables);

beforeAll(async () => {
  service = await startTranscription({ port: 0, key: "key" });
  const database = { url: nowhere, ownerUrl: nowhere, name: "", drop: async () => undefined };
  Object.assign(process.env, testEnvironment(database));
});
beforeEach(() =>
  named({ TRANSCRIPTION_URL: service.url, TRANSCRIPTION_KEY: "key", TRANSCRIPTION_MODEL: "m" }),
);
afterEach(() => {
  vi.restoreAllMocks();
});
afterAll(() => service.close());

const answers = async (said: object) => {
  await fetch(`${service.url}/_answers`, {
    method: "POST",
    headers: { authorization: "Bearer key" },
    body: JSON.stringify(said),
  });
};
/** How the service refused. */
const refusal = async (sound = voice()) => {
  const error = await hear(sound).catch((thrown: unknown) => thrown);
  if (!(error instanceof TranscriptionError)) throw new Error(`Not refused: ${error}`);
  return [error.reason, error.retryAfterMs];
};

test("what is said comes back as text, and a file that says nothing is answered by a text that calls itself a sample", async () => {
  const long = "¿Me llaman? ".repeat(60).trim();
  expect(await hear(voice("Hola, ¿está listo?"))).toBe("Hola, ¿está listo?");
  expect(await hear(voice(long))).toBe(long);
  const mp3 = { bytes: Buffer.from("ID3 no comment"), mime: "audio/mpeg" };
  expect(await hear(mp3)).toBe(SAMPLE);
  expect(SAMPLE).toMatch(/muestra.*sample/i);
});

test("the host is named only where a service is", () => {
  expect(transcriptionHost()).toBe(new URL(service.url).host);
  named({ TRANSCRIPTION_URL: "" });
  expect(transcriptionHost()).toBeNull();
});

describe("each refusal has its class", () => {
  test("of the stand-in itself: another key, no model, a file that is none", async () => {
    named({ TRANSCRIPTION_KEY: "another" });
    expect(await refusal()).toEqual(["key", null]);
    named({ TRANSCRIPTION_KEY: "" });
    expect(await refusal()).toEqual(["key", null]);
    named({ TRANSCRIPTION_KEY: "key" });
    expect(await refusal({ bytes: Buffer.from("no Ogg"), mime })).toEqual(["rejected", null]);
    named({ TRANSCRIPTION_MODEL: "" });
    expect(await refusal()).toEqual(["rejected", null]);
  });

  test("too large or in an unknown format: not even handed over", async () => {
    const before = service.handed;
    expect(await refusal({ bytes: Buffer.alloc(MOST_SOUND_BYTES + 1), mime })).toEqual(["too-long", null]);
    expect(await refusal({ bytes: Buffer.from("#!AMR"), mime: "audio/amr" })).toEqual(["unsupported", null]);
    expect(service.handed).toBe(before);
  });

  test.each([
    [{ status: 403 }, ["key", null]],
    [{ status: 400 }, ["rejected", null]],
    [{ status: 413 }, ["too-long", null]],
    [{ status: 415 }, ["unsupported", null]],
    [{ status: 429, retryAfter: "20" }, ["busy", 20_000]],
    [{ status: 429 }, ["busy", null]],
    [{ status: 429, retryAfter: "99999999" }, ["busy", 86_400_000]],
    [{ status: 429, retryAfter: "soon" }, ["busy", null]],
    [{ status: 500 }, ["unavailable", null]],
    [{ status: 503, retryAfter: "7" }, ["unavailable", 7_000]],
    [{ status: 404 }, ["unavailable", null]],
    [{ status: 302 }, ["unavailable", null]],
    [{ status: 0 }, ["unreachable", null]],
    [{ status: 200, body: "<html>" }, ["unreadable", null]],
    [{ status: 200, body: '{"said":"hola"}' }, ["unreadable", null]],
    [{ status: 200, body: `{"text":"${"a".repeat(1024 * 1024)}"}` }, ["unreadable", null]],
  ])("%j", async (said, expected) => {
    await answers(said);
    expect(await refusal()).toEqual(expected);
  });

  test("nobody there, and nobody who answers in time", async () => {
    named({ TRANSCRIPTION_URL: "http://127.0.0.1:9" });
    expect(await refusal()).toEqual(["unreachable", null]);
    const silent = createServer(() => undefined).listen(0, "127.0.0.1");
    await new Promise((resolve) => silent.once("listening", resolve));
    named({ TRANSCRIPTION_URL: `http://127.0.0.1:${(silent.address() as AddressInfo).port}` });
    const patience = AbortSignal.timeout(50);
    vi.spyOn(AbortSignal, "timeout").mockReturnValue(patience);
    expect(await refusal()).toEqual(["timed-out", null]);
    silent.closeAllConnections();
    silent.close();
  });

  test("more files within a minute than it takes", async () => {
    const narrow = await startTranscription({ port: 0, key: "key", perMinute: 1 });
    named({ TRANSCRIPTION_URL: narrow.url });
    await hear(voice());
    const [reason, pause] = await refusal();
    expect(reason).toBe("busy");
    expect(Number(pause)).toBeGreaterThan(0);
    await narrow.close();
  });
});
