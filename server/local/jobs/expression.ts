import { type ASTNode, Environment } from "@marcbachmann/cel-js";

interface Compiled {
  evaluate: (context: Record<string, unknown>) => unknown;
  /** The attribute paths it reads, as ["event", "data", "id"]. */
  paths: string[][];
  ast: ASTNode;
}

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
const compiled = new Map<string, Compiled>();

/** Throws the parser's message when the expression is not CEL. */
export function assertExpression(expression: string): void {
  compile(expression);
}

/** Whether it holds. What cannot be decided (a wrong type, say) does not hold, as at Inngest. */
export function holds(expression: string | null | undefined, context: Record<string, unknown>): boolean {
  return !expression || evaluate(expression, context) === true;
}

/** The value as a text that tells values apart, for keys of concurrency and idempotency. */
export function keyOf(expression: string, context: Record<string, unknown>): string {
  const value = evaluate(expression, context);
  return typeof value === "string" ? value : asJson(value);
}

/**
 * For a condition that demands `event.x == async.x` (alone or joined by &&): the path in the awaited event
 * and the value it must have, so that waits are found by an index instead of being tried one by one.
 */
export function equality(
  expression: string | null | undefined,
  event: unknown,
): { path: string; value: unknown } | undefined {
  if (!expression) return undefined;
  for (const part of conjuncts(compile(expression).ast)) {
    if (part.op !== "==") continue;
    const sides = (part.args as ASTNode[]).map(pathOf);
    const known = sides.find((side) => side?.[0] === "event");
    const awaited = sides.find((side) => side?.[0] === "async");
    if (!known || !awaited) continue;
    const value = read(event, known.slice(1));
    if (typeof value !== "object" || value === null) return { path: awaited.slice(1).join("."), value };
  }
  return undefined;
}

/** The value at a dotted path; null where something is missing. */
export function valueAt(object: unknown, path: string): unknown {
  return read(object, path.split("."));
}

function evaluate(expression: string, context: Record<string, unknown>): unknown {
  const { evaluate: run, paths } = compile(expression);
  try {
    return run(paths.reduce<Record<string, unknown>>(withNull, context));
  } catch {
    return null;
  }
}

function compile(expression: string): Compiled {
  const known = compiled.get(expression);
  if (known) return known;
  const parsed = environment.parse(expression);
  const fresh = { evaluate: parsed as Compiled["evaluate"], paths: pathsIn(parsed.ast), ast: parsed.ast };
  if (compiled.size > 1_000) compiled.clear();
  compiled.set(expression, fresh);
  return fresh;
}

/** A missing attribute is null for Inngest and an error for CEL: what is read is filled in beforehand. */
function withNull(context: Record<string, unknown>, [head, ...rest]: string[]): Record<string, unknown> {
  if (head === undefined) return context;
  const value = Object.hasOwn(context, head) ? context[head] : undefined;
  if (rest.length === 0) return value === undefined ? { ...context, [head]: null } : context;
  if (value !== undefined && value !== null && (typeof value !== "object" || Array.isArray(value)))
    return context;
  return { ...context, [head]: withNull((value ?? {}) as Record<string, unknown>, rest) };
}

function pathsIn(node: unknown): string[][] {
  if (Array.isArray(node)) return node.flatMap(pathsIn);
  if (!isNode(node)) return [];
  if (node.op === "call" && (node.args as unknown[])[0] === "has") return [];
  const path = pathOf(node);
  if (path) return path[0] === "event" || path[0] === "async" ? [path] : [];
  return pathsIn(node.args);
}

function pathOf(node: unknown): string[] | undefined {
  if (!isNode(node)) return undefined;
  if (node.op === "id") return [node.args as string];
  if (node.op !== ".") return undefined;
  const [object, field] = node.args as [unknown, string];
  const path = pathOf(object);
  return path && [...path, field];
}

function conjuncts(node: ASTNode): ASTNode[] {
  return node.op === "&&" ? (node.args as ASTNode[]).flatMap(conjuncts) : [node];
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value;
}

function read(object: unknown, path: string[]): unknown {
  let value = object;
  for (const key of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

function asJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? Number(inner) : inner)) ?? "null";
}
