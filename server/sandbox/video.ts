const SIDE = 4;
const WIDTH = SIDE * 16;
const TIMESCALE = 1_000;
const FRAME_MS = 500;

/**
 * A short video that players show: H.264 frames of 64 × 64 in an MP4. Every macroblock is stored as it is (I_PCM), so
 * that no encoder is needed. `colours` are the frames, each as Y, Cb, Cr; half a second each.
 */
export function mp4(colours: [y: number, cb: number, cr: number][]): Buffer {
  const samples = colours.map((colour, index) => withLength(frame(colour, index)));
  const type = box("ftyp", Buffer.from("isom\0\0\x02\0isomiso2avc1mp41", "latin1"));
  const start = type.length + movie(samples, 0).length + 8;
  return Buffer.concat([type, movie(samples, start), box("mdat", ...samples)]);
}

/** Bits, most significant first, as H.264 writes them. */
class Bits {
  private readonly bits: number[] = [];

  put(value: number, width: number): this {
    for (let bit = width - 1; bit >= 0; bit -= 1) this.bits.push((value >>> bit) & 1);
    return this;
  }

  /** Exp-Golomb. */
  ue(value: number): this {
    const width = 32 - Math.clz32(value + 1);
    return this.put(0, width - 1).put(value + 1, width);
  }

  align(): this {
    while (this.bits.length % 8 > 0) this.bits.push(0);
    return this;
  }

  bytes(): Buffer {
    const out = Buffer.alloc(Math.ceil(this.bits.length / 8));
    for (const [index, bit] of this.bits.entries())
      if (bit) out[index >> 3] = (out[index >> 3] ?? 0) | (0x80 >> (index & 7));
    return out;
  }
}

/** Baseline profile, level 1.0. */
function sequenceSet(): Buffer {
  const bits = new Bits().put(66, 8).put(0xc0, 8).put(10, 8);
  bits.ue(0).ue(0).ue(2).ue(0).put(0, 1);
  bits
    .ue(SIDE - 1)
    .ue(SIDE - 1)
    .put(1, 1)
    .put(1, 1)
    .put(0, 1)
    .put(0, 1);
  return unit(0x67, bits.put(1, 1).align());
}

function pictureSet(): Buffer {
  const bits = new Bits().ue(0).ue(0).put(0, 2).ue(0).ue(0).ue(0).put(0, 3).ue(0).ue(0).ue(0).put(0b100, 3);
  return unit(0x68, bits.put(1, 1).align());
}

/** One IDR picture of one colour; the deblocking filter is off. */
function frame([y, cb, cr]: [number, number, number], index: number): Buffer {
  const bits = new Bits()
    .ue(0)
    .ue(7)
    .ue(0)
    .put(0, 4)
    .ue(index % 2)
    .put(0, 2)
    .ue(0)
    .ue(1);
  for (let block = 0; block < SIDE * SIDE; block += 1) {
    bits.ue(25).align();
    for (let sample = 0; sample < 384; sample += 1) bits.put(sample < 256 ? y : sample < 320 ? cb : cr, 8);
  }
  return unit(0x65, bits.put(1, 1).align());
}

/** A network unit: its header, then the bits with a 3 wherever a start code would appear. */
function unit(header: number, bits: Bits): Buffer {
  const out = [header];
  let zeros = 0;
  for (const byte of bits.bytes()) {
    if (zeros === 2 && byte <= 3) {
      out.push(3);
      zeros = 0;
    }
    out.push(byte);
    zeros = byte === 0 ? zeros + 1 : 0;
  }
  return Buffer.from(out);
}

function movie(samples: Buffer[], offset: number): Buffer {
  const duration = samples.length * FRAME_MS;
  const header = fields(
    0,
    0,
    0,
    TIMESCALE,
    duration,
    0x10000,
    0x1000000,
    0,
    0,
    ...MATRIX,
    0,
    0,
    0,
    0,
    0,
    0,
    2,
  );
  return box(
    "moov",
    box("mvhd", header),
    box("trak", box("tkhd", trackHeader(duration)), media(samples, duration, offset)),
  );
}

const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];

function trackHeader(duration: number): Buffer {
  return fields(3, 0, 0, 1, 0, duration, 0, 0, 0, 0, ...MATRIX, WIDTH << 16, WIDTH << 16);
}

function media(samples: Buffer[], duration: number, offset: number): Buffer {
  const handler = Buffer.concat([fields(0, 0), Buffer.from("vide"), fields(0, 0, 0), Buffer.from("\0")]);
  const reference = box("dref", fields(0, 1), box("url ", fields(1)));
  const info = box("minf", box("vmhd", fields(1, 0, 0)), box("dinf", reference), table(samples, offset));
  return box(
    "mdia",
    box("mdhd", fields(0, 0, 0, TIMESCALE, duration, 0x55c40000)),
    box("hdlr", handler),
    info,
  );
}

function table(samples: Buffer[], offset: number): Buffer {
  const sizes = samples.map((sample) => sample.length);
  return box(
    "stbl",
    box("stsd", fields(0, 1), description()),
    box("stts", fields(0, 1, samples.length, FRAME_MS)),
    box("stsc", fields(0, 1, 1, samples.length, 1)),
    box("stsz", fields(0, 0, samples.length, ...sizes)),
    box("stco", fields(0, 1, offset)),
  );
}

function description(): Buffer {
  const [sequence, picture] = [sequenceSet(), pictureSet()];
  const size = Buffer.from([WIDTH >> 8, WIDTH & 255, WIDTH >> 8, WIDTH & 255]);
  const look = Buffer.concat([
    fields(0x480000, 0x480000, 0),
    Buffer.from([0, 1]),
    Buffer.alloc(32),
    Buffer.from([0, 24, 255, 255]),
  ]);
  const head = Buffer.concat([fields(0, 1), Buffer.alloc(16), size, look]);
  const lengths = (set: Buffer) => Buffer.concat([Buffer.from([set.length >> 8, set.length & 255]), set]);
  const start = Buffer.from([1, 66, 0xc0, 10, 255, 0xe1]);
  return box("avc1", head, box("avcC", start, lengths(sequence), Buffer.from([1]), lengths(picture)));
}

function withLength(sample: Buffer): Buffer {
  return Buffer.concat([fields(sample.length), sample]);
}

function fields(...values: number[]): Buffer {
  const out = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) out.writeUInt32BE(value >>> 0, index * 4);
  return out;
}

function box(name: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([fields(body.length + 8), Buffer.from(name, "latin1"), body]);
}
