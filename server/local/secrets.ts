import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

const hex = (bytes: number) => randomBytes(bytes).toString("hex");

/** How each secret of a copy is made when it is missing. */
const makers = {
  sessions: () => hex(32),
  encryptionKeys: () => `local:${randomBytes(32).toString("base64")}`,
  databaseOwner: () => hex(16),
  databaseApp: () => hex(16),
  jobsEvent: () => hex(16),
  jobsSigning: () => `signkey-local-${hex(32)}`,
  realtimeKey: () => hex(10),
  realtime: () => hex(16),
  whatsappApp: () => hex(16),
  whatsappVerify: () => hex(16),
  sandboxAdmin: () => hex(16),
  bank: () => hex(16),
  transcription: () => hex(16),
};

export type Secrets = Record<keyof typeof makers, string>;

/** The secrets of one copy, made once and kept in `<localDir>/secrets.json`, readable by its owner alone. */
export function localSecrets(localDir: string): Secrets {
  const file = path.join(localDir, "secrets.json");
  const kept = existsSync(file)
    ? z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")))
    : {};
  const entries = Object.entries(makers).map(([name, make]) => [name, kept[name] ?? make()] as const);
  const secrets = Object.fromEntries(entries) as Secrets;
  if (entries.some(([name]) => kept[name] === undefined)) {
    mkdirSync(localDir, { recursive: true });
    writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  }
  return secrets;
}
