export interface Loop {
  /** Runs it again at once, or right after the current time. */
  wake(): void;
  stop(): Promise<void>;
}

/** Does `work` again and again with a pause between; errors are reported and change nothing. */
export function repeat(
  ms: number | (() => number),
  work: () => Promise<void>,
  report: (error: Error) => void,
): Loop {
  let wanted = false;
  let stopped = false;
  let endPause: () => void = () => undefined;
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, typeof ms === "number" ? ms : ms());
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
      if (wanted || stopped) endPause();
    });
  const run = async () => {
    while (!stopped) {
      wanted = false;
      await work().catch((error: Error) => !stopped && report(error));
      await pause();
    }
  };
  const done = run();
  return {
    wake: () => {
      wanted = true;
      endPause();
    },
    stop: () => {
      stopped = true;
      endPause();
      return done;
    },
  };
}
