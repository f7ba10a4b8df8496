import { readFileSync } from "node:fs";
import path from "node:path";
import { fileTypeFromBuffer } from "file-type";
import { describe, expect, test } from "vitest";
import { samplesOf } from "./opus";
import { readOgg } from "./read-ogg";
import { readWebm } from "./read-webm";
import { voiceNote } from "./voice-note";
import { writeOgg } from "./write-ogg";

/** A second and a half of a tone, as Chromium's MediaRecorder wrote it. */
const recorded = readFileSync(path.join(import.meta.dirname, "fixtures/tone.webm"));
const refused = { code: "FILE_NOT_ALLOWED" };

/** The packets of an Ogg file, read with another hand than the one that wrote them: by lacing, across pages. */
function packetsIn(ogg: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  let open: Buffer[] = [];
  for (let at = 0; at < ogg.length; ) {
    const count = ogg[at + 26] ?? 0;
    let body = at + 27 + count;
    for (const length of ogg.subarray(at + 27, at + 27 + count)) {
      open.push(ogg.subarray(body, body + length));
      body += length;
      if (length < 255) {
        packets.push(Buffer.concat(open));
        open = [];
      }
    }
    at = body;
  }
  return packets;
}

describe("a browser's recording", () => {
  test("becomes Ogg with one channel of Opus, as long as it was", async () => {
    const { bytes, durationMs } = voiceNote(recorded);
    expect(await fileTypeFromBuffer(bytes)).toMatchObject({ mime: expect.stringContaining("audio/ogg") });
    expect(readOgg(bytes)).toEqual({ channels: 1, durationMs: expect.closeTo(durationMs, 0) });
    expect(durationMs).toBeGreaterThan(1300);
    expect(durationMs).toBeLessThan(1800);
  });

  test("keeps every packet as it was", () => {
    const webm = readWebm(recorded);
    const [head, tags, ...sound] = packetsIn(voiceNote(recorded).bytes);
    expect(head).toEqual(webm?.head);
    expect(tags?.toString("latin1", 0, 8)).toBe("OpusTags");
    expect(sound).toEqual(webm?.packets);
  });

  test("that is Ogg already stays as it is", () => {
    const { bytes } = voiceNote(recorded);
    expect(voiceNote(bytes).bytes).toEqual(bytes);
  });
});

describe("pages", () => {
  const head = readWebm(recorded)?.head ?? Buffer.alloc(0);
  const packet = (length: number) => Buffer.concat([Buffer.from([0x78]), Buffer.alloc(length - 1, 7)]);

  test.each([1, 254, 255, 256, 510, 1275])("hold packets of %i bytes", (length) => {
    const packets = Array.from({ length: 120 }, () => packet(length));
    const ogg = writeOgg({ head, packets });
    expect(packetsIn(ogg).slice(2)).toEqual(packets);
    expect(readOgg(ogg)?.durationMs).toBeCloseTo(120 * (samplesOf(packet(length)) / 48), 0);
  });

  test("that were changed or cut are told", () => {
    const { bytes } = voiceNote(recorded);
    const changed = Buffer.from(bytes);
    changed[bytes.length - 5] = (changed[bytes.length - 5] ?? 0) ^ 1;
    expect(readOgg(changed)).toBeNull();
    expect(readOgg(bytes.subarray(0, -3))).toBeNull();
  });
});

describe("what is no voice message is refused", () => {
  const stereo = Buffer.from(recorded);
  stereo[recorded.indexOf("OpusHead") + 9] = 2;
  test.each([
    ["two channels", stereo],
    ["a cut recording", recorded.subarray(0, -10)],
    ["a photo", Buffer.from("ffd8ffe000104a464946", "hex")],
    ["nothing", Buffer.alloc(0)],
    ["an Ogg of something else", Buffer.from("OggS\0\x02".padEnd(60, "\0"), "latin1")],
    ["a WebM header alone", recorded.subarray(0, 35)],
  ])("%s", (_, bytes) => {
    expect(() => voiceNote(bytes)).toThrow(expect.objectContaining(refused));
  });

  test("whatever bytes come, it ends", () => {
    for (let cut = 0; cut < recorded.length; cut += 37) {
      const broken = Buffer.from(recorded);
      broken[cut] = (broken[cut] ?? 0) ^ 0xff;
      try {
        expect(voiceNote(broken).durationMs).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject(refused);
      }
    }
  });
});

test.each([
  [0x00, 480],
  [0x78, 960],
  [0xf8, 960],
  [0xf9, 1920],
  [0x18, 2880],
])("a packet that begins with %i sounds %i samples", (toc, samples) => {
  expect(samplesOf(Buffer.from([toc, 0]))).toBe(samples);
});
