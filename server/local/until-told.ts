import { readFileSync } from "node:fs";

/**
 * A signal that aborts when this process is told to end: by SIGINT, SIGTERM or SIGHUP, or by the death of what
 * started it. npm puts a shell in between, and neither passes anything on when it is killed.
 */
export function untilTold(): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, end);
  const started = ancestors();
  const watch = setInterval(() => ancestors() === started || end(), 500);
  watch.unref();
  return controller.signal;
}

/** Waits until the signal aborts; keeps the process alive meanwhile. */
export function told(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  const alive = setInterval(() => undefined, 2 ** 30);
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => {
      clearInterval(alive);
      resolve();
    });
  });
}

/** The parent and, where the system tells, the parent's parent. */
function ancestors(): string {
  try {
    const stat = readFileSync(`/proc/${process.ppid}/stat`, "utf8");
    // The second field is the program's name in parentheses, which may hold spaces: count from its end.
    return `${process.ppid} ${stat.slice(stat.lastIndexOf(")")).split(" ")[2]}`;
  } catch {
    return String(process.ppid);
  }
}
