import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseEnv, variableNames } from "./env";

const complete = {
  APP_URL: "https://hilo.example/",
  NEXTAUTH_SECRET: "n".repeat(32),
  DATABASE_URL: "postgres://app:secret@db.example/hilo",
  ENCRYPTION_KEYS: "k1:AAAA,k0:BBBB",
  INNGEST_EVENT_KEY: "event",
  INNGEST_SIGNING_KEY: "signkey-prod-00",
  PUSHER_APP_ID: "1",
  PUSHER_KEY: "key",
  PUSHER_SECRET: "secret",
  PUSHER_HOST: "realtime.example",
  PUSHER_PORT: "6001",
  PUSHER_TLS: "off",
  WHATSAPP_GRAPH_URL: "https://graph.facebook.com",
  WHATSAPP_APP_ID: "1",
  WHATSAPP_APP_SECRET: "secret",
  WHATSAPP_VERIFY_TOKEN: "word",
  SANDBOX_URL: "http://localhost:3004",
  SANDBOX_ADMIN_KEY: "key",
  SMTP_URL: "smtp://localhost:3007",
  MAIL_FROM: "Hilo <hola@hilo.example>",
  STORAGE_DIR: "/var/lib/hilo",
};

test("switches, ports and addresses come parsed", () => {
  const env = parseEnv({ ...complete, DATABASE_PREPARE: "off" });
  expect(env).toMatchObject({ DATABASE_PREPARE: false, PUSHER_TLS: false, PUSHER_PORT: 6001 });
  expect(env.APP_URL).toBe("https://hilo.example");
});

test("the first missing variable is named in one sentence", () => {
  expect(() => parseEnv({})).toThrow(/^APP_URL is not set: [^.]+\.$/);
  expect(() => parseEnv({ ...complete, DATABASE_URL: "" })).toThrow(/^DATABASE_URL is not set: /);
});

test("a value without sense is named, never printed", () => {
  const attempt = () => parseEnv({ ...complete, ENCRYPTION_KEYS: "hunter2" });
  expect(attempt).toThrow(/^ENCRYPTION_KEYS is not valid: /);
  expect(attempt).not.toThrow(/hunter2/);
});

test("one of two variables is enough, and both are named when neither is there", () => {
  expect(parseEnv({ ...complete, STORAGE_DIR: undefined, S3_BUCKET: "media" }).S3_BUCKET).toBe("media");
  expect(() => parseEnv({ ...complete, STORAGE_DIR: undefined })).toThrow(
    /^STORAGE_DIR is not set.*or S3_BUCKET\.$/,
  );
});

test("every variable is explained in .env.example", () => {
  const example = readFileSync(path.join(import.meta.dirname, "../.env.example"), "utf8");
  expect(variableNames.filter((name) => !example.includes(`\n${name}=`))).toEqual([]);
});
