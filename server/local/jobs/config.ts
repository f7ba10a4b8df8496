import { Cron } from "croner";
import { z } from "zod";
import { duration, moment } from "./duration";
import { assertExpression } from "./expression";

const concurrency = z.object({
  limit: z.number(),
  key: z.string().optional(),
  scope: z.enum(["fn", "env", "account"]).optional(),
});
type Concurrency = z.output<typeof concurrency>;
const trigger = z.union([
  z.object({ event: z.string(), expression: z.string().optional() }),
  z.object({ cron: z.string() }),
]);

const key = z.string().nullish();
const flow = {
  throttle: z
    .object({ limit: z.int().min(1), period: z.string(), burst: z.int().min(0).nullish(), key })
    .nullish(),
  debounce: z.object({ period: z.string(), timeout: z.string().nullish(), key }).nullish(),
  batchEvents: z
    .object({ maxSize: z.int().min(1), timeout: z.string(), key, if: z.string().nullish() })
    .nullish(),
  singleton: z.object({ mode: z.enum(["skip", "cancel"]), key }).nullish(),
};

/** A function as the SDK describes it at sync. Unknown members are kept, to be named when refused. */
const functionConfig = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  triggers: z.array(trigger).max(10),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.number().optional() }).optional() }) }),
  idempotency: z.string().optional(),
  concurrency: z
    .union([
      z.number().transform((limit): Concurrency[] => [{ limit }]),
      concurrency.transform((one): Concurrency[] => [one]),
      z.array(concurrency).max(2),
    ])
    .optional(),
  cancel: z
    .array(z.object({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .max(5)
    .optional(),
  ...flow,
});

export type FunctionConfig = z.output<typeof functionConfig>;

const refused = ["priority", "rateLimit", "timeouts"];
/** What Inngest does not combine with batches either. */
const neverBatched = ["cancel", "debounce", "idempotency", "singleton"] as const;

/**
 * Reads the functions of a sync, or throws one sentence per function that this engine cannot run.
 * As at Inngest, one bad function keeps the whole app from being synced.
 */
export function parseFunctions(functions: unknown[]): FunctionConfig[] {
  const problems: string[] = [];
  const parsed = functions.flatMap((raw) => {
    const result = functionConfig.safeParse(raw);
    const id = (raw as { id?: unknown } | null)?.id ?? "?";
    const problem = result.success ? objection(result.data) : z.prettifyError(result.error);
    if (problem) problems.push(`Function ${id}: ${problem}`);
    return result.success ? [result.data] : [];
  });
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return parsed;
}

/** First call included. */
export function attempts(config: FunctionConfig | undefined): number {
  return (config?.steps.step.retries?.attempts ?? 4) + 1;
}

/** The cron expressions that start it, with `TZ=…` in front where the schedule names a zone. */
export function schedules(config: FunctionConfig): string[] {
  return config.triggers.flatMap((one) => ("cron" in one ? [one.cron] : []));
}

/** The next moment of `[TZ=Area/City ]minute hour day month weekday` after `from`; UTC without a zone. */
export function nextRun(expression: string, from: Date): Date | null {
  const [, timezone = "UTC", pattern = ""] = /^(?:TZ=(\S+)\s+)?(.*)$/s.exec(expression) ?? [];
  return new Cron(pattern, { timezone, paused: true }).nextRun(from);
}

function objection(config: FunctionConfig): string | undefined {
  const unknown = refused.filter((name) => config[name] !== undefined && config[name] !== null);
  if (unknown.length > 0) return `${unknown.join(", ")} is not supported by the local job engine.`;
  if (config.concurrency?.some(({ scope = "fn", key }) => scope !== "fn" && !key))
    return "concurrency of scope env or account needs a key.";
  const clash = config.batchEvents ? neverBatched.filter((name) => config[name]) : [];
  if (clash.length > 0) return `batchEvents cannot be combined with ${clash.join(", ")}.`;
  try {
    for (const text of durations(config)) duration(text);
    for (const expression of expressions(config)) assertExpression(expression);
    for (const schedule of schedules(config)) nextRun(schedule, new Date());
    for (const { timeout } of config.cancel ?? []) if (timeout) moment(timeout, new Date());
  } catch (error) {
    return (error as Error).message;
  }
}

function expressions(config: FunctionConfig): string[] {
  const all = [
    config.idempotency,
    ...(config.concurrency ?? []).map(({ key }) => key),
    ...(config.cancel ?? []).map((one) => one.if),
    config.throttle?.key,
    config.debounce?.key,
    config.batchEvents?.key,
    config.batchEvents?.if,
    config.singleton?.key,
    ...config.triggers.map((one) => ("event" in one ? one.expression : undefined)),
  ];
  return all.filter((one): one is string => Boolean(one));
}

function durations({ throttle, debounce, batchEvents }: FunctionConfig): string[] {
  const all = [throttle?.period, debounce?.period, debounce?.timeout, batchEvents?.timeout];
  return all.filter((one): one is string => Boolean(one));
}
