import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parseEnv } from "@/server/env";
import { localEnvironment } from "./environment";
import { localSecrets } from "./secrets";

let localDir: string;

beforeEach(() => {
  localDir = mkdtempSync(path.join(tmpdir(), "hilo-environment-"));
});
afterEach(() => rmSync(localDir, { recursive: true, force: true }));

test("with nothing given, every part runs here and the app finds its environment complete", () => {
  const { env, parts } = localEnvironment(4000, localDir, localSecrets(localDir), {});
  expect([...parts].sort()).toEqual([
    "bank",
    "carrier",
    "jobs",
    "mail",
    "postgres",
    "realtime",
    "transcription",
  ]);
  expect(parseEnv(env)).toMatchObject({
    APP_URL: "http://localhost:4000",
    PUSHER_PORT: 4003,
    PUSHER_TLS: false,
  });
  expect(env.DATABASE_URL).toContain("@127.0.0.1:4001/");
});

test("a part whose variables are given does not run here, and what is given stays", () => {
  const given = {
    DATABASE_URL: "postgres://app:x@db/hilo",
    S3_BUCKET: "media",
    APP_URL: "https://hilo.example",
  };
  const { env, parts } = localEnvironment(4000, localDir, localSecrets(localDir), given);
  expect(parts.has("postgres")).toBe(false);
  expect(env).toMatchObject({
    ...given,
    NEXTAUTH_URL: "https://hilo.example",
    STORAGE_DIR: "",
  });
});

test("an empty variable is a gap like an absent one", () => {
  const { parts } = localEnvironment(4000, localDir, localSecrets(localDir), { PUSHER_KEY: "" });
  expect(parts.has("realtime")).toBe(true);
});

test("secrets are made once, kept for their owner alone, and completed when a new kind appears", () => {
  const made = localSecrets(localDir);
  const file = path.join(localDir, "secrets.json");
  expect(localSecrets(localDir)).toEqual(made);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  writeFileSync(file, JSON.stringify({ sessions: made.sessions }));
  const completed = localSecrets(localDir);
  expect(completed.sessions).toBe(made.sessions);
  expect(completed.jobsSigning).toMatch(/^signkey-local-[0-9a-f]{64}$/);
});
