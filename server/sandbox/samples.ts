import { crc32, deflateSync } from "node:zlib";
import { mp4 } from "./video";

/** A file of each media type, made here so that no binary lives in the repository. */
export interface Sample {
  bytes: Buffer;
  mimeType: string;
  filename: string | null;
}

/** The carrier's own sample of a media type; a document for any other type. */
export function sampleOf(type: string, spoken = SPOKEN): Sample {
  if (type === "image") return { bytes: png(320, 240), mimeType: "image/png", filename: null };
  if (type === "audio")
    return { bytes: oggOpus(50, spoken), mimeType: "audio/ogg; codecs=opus", filename: null };
  if (type === "sticker") return { bytes: WEBP, mimeType: "image/webp", filename: null };
  if (type === "video") return { bytes: mp4(FRAMES), mimeType: "video/mp4", filename: null };
  return { bytes: pdf("Hilo"), mimeType: "application/pdf", filename: "document.pdf" };
}

/** Nothing is heard in a sample: what it would say stands in its comments, for who cannot listen. */
const SPOKEN = "Hola, quería saber si mañana atienden a la tarde. Gracias.";

/** Green, blue, red, yellow. */
const FRAMES: [number, number, number][] = [
  [145, 54, 34],
  [41, 240, 110],
  [82, 90, 240],
  [210, 16, 146],
];
const WEBP = Buffer.from("UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA", "base64");

/** A gradient, 8-bit RGB. */
function png(width: number, height: number): Buffer {
  const rows = Array.from({ length: height }, (_, y) => {
    const pixels = Array.from({ length: width }, (_, x) => [
      40 + (x * 150) / width,
      120 + (y * 90) / height,
      160,
    ]);
    return [0, ...pixels.flat().map(Math.floor)];
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(Buffer.from(rows.flat()));
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([size, body, check]);
}

/** One page with one line. */
function pdf(line: string): Buffer {
  const stream = `BT /F1 24 Tf 72 720 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`,
    "latin1",
  );
}

/** `packets` × 20 ms of silence, mono Opus; `spoken` is a comment. */
function oggOpus(packets: number, spoken: string): Buffer {
  const head = Buffer.concat([Buffer.from("OpusHead"), Buffer.from([1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0])]);
  const vendor = Buffer.from("hilo");
  const comment = Buffer.from(`SPOKEN=${spoken}`);
  const tags = Buffer.concat([
    ...[Buffer.from("OpusTags"), u32(vendor.length), vendor],
    ...[u32(1), u32(comment.length), comment],
  ]);
  const silence = Array.from({ length: packets }, () => Buffer.from([0xf8, 0xff, 0xfe]));
  return Buffer.concat([
    oggPage(2, 0, 0, [head]),
    oggPage(0, 1, 0, [tags]),
    oggPage(4, 2, packets * 960, silence),
  ]);
}

function oggPage(flags: number, sequence: number, position: number, packets: Buffer[]): Buffer {
  const place = Buffer.alloc(8);
  place.writeBigUInt64LE(BigInt(position));
  const start = Buffer.concat([Buffer.from("OggS"), Buffer.from([0, flags]), place, u32(1), u32(sequence)]);
  const segments = packets.flatMap(({ length }) => [
    ...new Array<number>(Math.floor(length / 255)).fill(255),
    length % 255,
  ]);
  const lacing = Buffer.from([segments.length, ...segments]);
  const page = Buffer.concat([start, u32(0), lacing, ...packets]);
  page.writeUInt32LE(oggCrc(page), 22);
  return page;
}

function oggCrc(page: Buffer): number {
  let crc = 0;
  for (const byte of page) {
    crc = (crc ^ (byte << 24)) >>> 0;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1) >>> 0;
  }
  return crc;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
