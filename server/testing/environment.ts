import { randomBytes } from "node:crypto";
import { afterAll, beforeAll } from "vitest";
import { closeSql } from "@/db/client";
import { type TestDatabase, testDatabase } from "./database";

/** An address where nothing listens: whatever a test does not stand in for is refused at once. */
const nowhere = "http://127.0.0.1:9";

/** A complete environment (server/env.ts) over a database; `more` replaces single variables. */
export function testEnvironment(
  database: Pick<TestDatabase, "url" | "ownerUrl">,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "a secret that only tests sign sessions with",
    DATABASE_URL: database.url,
    DATABASE_OWNER_URL: database.ownerUrl,
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
    INNGEST_EVENT_KEY: "test",
    // Nobody answers there: what tests leave for later, they run themselves.
    INNGEST_BASE_URL: "http://127.0.0.1:9",
    INNGEST_SIGNING_KEY: "signkey-test-00",
    PUSHER_APP_ID: "test",
    PUSHER_KEY: "test",
    PUSHER_SECRET: "test",
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: "9",
    PUSHER_TLS: "off",
    WHATSAPP_GRAPH_URL: nowhere,
    WHATSAPP_APP_ID: "test",
    WHATSAPP_APP_SECRET: "test",
    WHATSAPP_VERIFY_TOKEN: "test",
    SANDBOX_URL: nowhere,
    SANDBOX_ADMIN_KEY: "test",
    EGRESS_ALLOW: "127.0.0.1:9",
    SMTP_URL: "smtp://127.0.0.1:9",
    MAIL_FROM: "Hilo <hola@example.com>",
    STORAGE_DIR: "/nonexistent",
    LOG_LEVEL: "silent",
    ...more,
  };
}

/**
 * Gives a test file a database of its own and the environment over it, before anything reads it; both end with the file.
 * @returns the database, filled once `beforeAll` ran.
 */
export function withDatabase(more?: () => Promise<Record<string, string>>): { current: TestDatabase } {
  const holder = {} as { current: TestDatabase };
  beforeAll(async () => {
    holder.current = await testDatabase();
    Object.assign(process.env, testEnvironment(holder.current, await more?.()));
  });
  afterAll(async () => {
    await closeSql();
    await holder.current.drop();
  });
  return holder;
}
