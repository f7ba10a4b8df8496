/**
 * A signal that aborts when this process is told to end: SIGINT, SIGTERM, SIGHUP, or the death of the process
 * that started it, which npm cannot pass on when it is killed.
 */
export function untilTold(): AbortSignal {
  const controller = new AbortController();
  const end = () => controller.abort();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, end);
  const parent = process.ppid;
  const watch = setInterval(() => process.ppid === parent || end(), 500);
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
