import type { FunctionConfig } from "./config";
import { duration } from "./duration";
import type { JobEvent } from "./engine";
import { keyOf } from "./expression";
import { fingerprint } from "./fingerprint";
import type { Cap, Limit, Pace } from "./limits";

/** A queue of calls, all with the same limits. */
export interface Line {
  queue: string;
  limits: Limit[];
}

/** Where the calls of a run stand in line: with those that share its concurrency. */
export function lineOf(config: FunctionConfig, event: JobEvent): Line {
  return line(config, capsFor(config, event));
}

/** Where the first call of a run stands: what throttles the function holds only the beginning of runs. */
export function startLineOf(config: FunctionConfig, event: JobEvent): Line {
  const pace = paceFor(config, event);
  return line(config, pace ? [...capsFor(config, event), pace] : capsFor(config, event));
}

/**
 * What tells the events of a function apart for one of its options; those without a key are all alike.
 * A digest: values of events may be long.
 */
export function groupKey(config: FunctionConfig, key: string | null | undefined, event: JobEvent): string {
  return `${config.id}:${key ? fingerprint(keyOf(key, { event })) : ""}`;
}

function line({ id }: FunctionConfig, limits: Limit[]): Line {
  return { queue: `${id} ${fingerprint(JSON.stringify(limits))}`, limits };
}

function capsFor(config: FunctionConfig, event: JobEvent): Cap[] {
  return (config.concurrency ?? [])
    .filter(({ limit }) => limit > 0)
    .map(({ limit, key, scope = "fn" }, index) => {
      const owner = scope === "fn" ? `${config.id}:${index}` : `${scope}:${key}`;
      return { key: `${owner}:${key ? fingerprint(keyOf(key, { event })) : ""}`, cap: limit };
    });
}

/** `limit` runs of a rested throttle may begin at once, and `burst` more. */
function paceFor(config: FunctionConfig, event: JobEvent): Pace | undefined {
  const { throttle } = config;
  if (!throttle) return undefined;
  const { limit, period, burst, key } = throttle;
  return {
    key: `throttle:${groupKey(config, key, event)}`,
    everyMs: duration(period) / limit,
    burst: limit + (burst ?? 0),
  };
}
