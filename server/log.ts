import pino from "pino";

declare global {
  var hiloLog: pino.Logger | undefined;
}

/** Structured log on standard output. Ids and codes only: never contents, secrets or addresses of customers. */
export function log(): pino.Logger {
  globalThis.hiloLog ??= pino({
    level: process.env.LOG_LEVEL ?? "info",
    redact: ["*.token", "*.password", "*.secret", "*.authorization"],
  });
  return globalThis.hiloLog;
}
