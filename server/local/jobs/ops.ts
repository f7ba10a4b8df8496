import { z } from "zod";
import { moment } from "./duration";

/** What the SDK asks for in a 206: a step that ran, or one that it found and that is ours to bring about. */
const op = z.object({
  op: z.string(),
  id: z.string().min(1),
  name: z.string().nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
  opts: z.record(z.string(), z.unknown()).nullish(),
});

export type Op = z.output<typeof op>;

const known = new Set([
  "StepRun",
  "Step",
  "StepError",
  "StepFailed",
  "StepPlanned",
  "Sleep",
  "WaitForEvent",
  "InvokeFunction",
  "RunComplete",
  "DiscoveryRequest",
]);

/** The ops of an answer, or a sentence saying which of them the engine cannot carry out. */
export function parseOps(body: unknown, now: Date): Op[] | string {
  const parsed = z.array(op).safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) return `The app's answer is not a list of steps: ${z.prettifyError(parsed.error)}`;
  for (const one of parsed.data) {
    if (!known.has(one.op)) return `${one.op} is not supported by the local job engine.`;
    try {
      const expires = expiry(one);
      if (expires !== undefined) moment(expires, now);
    } catch (error) {
      return (error as Error).message;
    }
  }
  return parsed.data;
}

/** When the op is over by itself: a duration or an ISO date. */
export function expiry({ op, name, opts }: Op): string | undefined {
  if (op === "Sleep") return name ?? "";
  const timeout = opts?.timeout;
  return typeof timeout === "string" ? timeout : undefined;
}
