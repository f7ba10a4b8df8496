import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { env } from "./env";

/** Where files live: a directory, or a bucket. Keys are made by us: `<org>/<attachment>`. */
export interface Storage {
  put(key: string, data: Uint8Array, mime: string): Promise<void>;
  get(key: string): Promise<Buffer>;
  /** Bytes from `start` to `end`, both included; the whole file without them. */
  stream(key: string, range?: { start: number; end: number }): Promise<ReadableStream>;
  /** Size in bytes, or null when it is not there. */
  size(key: string): Promise<number | null>;
  delete(key: string): Promise<void>;
}

declare global {
  var hiloStorage: Storage | undefined;
}

export function storage(): Storage {
  globalThis.hiloStorage ??= env().S3_BUCKET
    ? bucket(env().S3_BUCKET ?? "")
    : directory(env().STORAGE_DIR ?? ".local/media");
  return globalThis.hiloStorage;
}

function directory(root: string): Storage {
  const at = (key: string) => {
    if (!/^[\w-]+(\/[\w-]+)*$/.test(key))
      throw new Error("A storage key may hold letters, digits, - and _ only");
    return path.join(root, key);
  };
  return {
    async put(key, data) {
      const file = at(key);
      await mkdir(path.dirname(file), { recursive: true });
      // Written beside and renamed, so that a crash leaves no half file under the key.
      await writeFile(`${file}.part`, data);
      await rename(`${file}.part`, file);
    },
    get: (key) => readFile(at(key)),
    stream: async (key, range) => Readable.toWeb(createReadStream(at(key), range)) as ReadableStream,
    size: async (key) => (await stat(at(key)).catch(() => null))?.size ?? null,
    delete: (key) => rm(at(key), { force: true }),
  };
}

function bucket(name: string): Storage {
  const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = env();
  const credentials =
    S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY
      ? { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY }
      : undefined;
  const client = new S3Client({
    endpoint: S3_ENDPOINT,
    region: S3_REGION ?? "us-east-1",
    credentials,
    forcePathStyle: S3_ENDPOINT !== undefined,
  });
  const read = (key: string, range?: { start: number; end: number }) =>
    client.send(
      new GetObjectCommand({
        Bucket: name,
        Key: key,
        Range: range ? `bytes=${range.start}-${range.end}` : undefined,
      }),
    );
  return {
    put: async (key, data, mime) => {
      await client.send(new PutObjectCommand({ Bucket: name, Key: key, Body: data, ContentType: mime }));
    },
    get: async (key) => Buffer.from((await (await read(key)).Body?.transformToByteArray()) ?? []),
    stream: async (key, range) =>
      (await read(key, range)).Body?.transformToWebStream() ?? new ReadableStream(),
    size: async (key) =>
      client.send(new HeadObjectCommand({ Bucket: name, Key: key })).then(
        (head) => head.ContentLength ?? null,
        () => null,
      ),
    delete: async (key) => {
      await client.send(new DeleteObjectCommand({ Bucket: name, Key: key }));
    },
  };
}
