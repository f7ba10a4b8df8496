import { GraphError } from "../errors";
import { isObject } from "../http";
import type { Json } from "../model";

/** The object under `key`. @throws 131008 when missing, 100 when not an object */
export function object(of: Json, key: string, path = key): Json {
  const value = of[key];
  if (value === undefined || value === null) throw missing(path);
  if (!isObject(value)) throw new GraphError(100, `Param ${path} must be a JSON object.`);
  return value;
}

/** The list under `key`, with at least `min` and at most `max` entries. @throws 131008, 131009, 100 */
export function list(of: Json, key: string, path: string, min: number, max: number): Json[] {
  const value = of[key];
  if (value === undefined || value === null) throw missing(path);
  if (!Array.isArray(value) || !value.every(isObject))
    throw new GraphError(100, `Param ${path} must be an array.`);
  if (value.length < min || value.length > max)
    throw wrong(
      `${path}: invalid count ${value.length}. Min allowed count: ${min}, max allowed count: ${max}`,
    );
  return value;
}

/** The text under `key`, 1…`max` characters. @throws 131008 when missing, 100 when too long or not a string */
export function text(of: Json, key: string, path: string, max: number): string {
  const value = of[key];
  if (value === undefined || value === null || value === "") throw missing(path);
  if (typeof value !== "string") throw new GraphError(100, `Param ${path} must be a string.`);
  if ([...value].length > max)
    throw new GraphError(100, `Param ${path} must be at most ${max} characters long.`);
  return value;
}

/** Like `text`, but null when absent. */
export function optionalText(of: Json, key: string, path: string, max: number): string | null {
  return of[key] === undefined || of[key] === null ? null : text(of, key, path, max);
}

/** A label of an interactive message, 1…`max` characters. @throws 131009 naming the length, as Meta does */
export function label(of: Json, key: string, what: string, max: number): string {
  const value = of[key];
  if (value === undefined || value === null) throw missing(what);
  if (typeof value !== "string" || value.length === 0 || [...value].length > max)
    throw wrong(`${what} length invalid. Min length: 1, Max length: ${max}`);
  return value;
}

/** An address under `key`. @throws 131008, 131009 */
export function httpUrl(of: Json, key: string, path: string): string {
  const value = text(of, key, path, 2_000);
  if (!URL.canParse(value) || !/^https?:/.test(value)) throw wrong(`${path} is not a valid URL.`);
  return value;
}

export function missing(path: string): GraphError {
  return new GraphError(131008, `Parameter ${path} is missing.`);
}

export function wrong(details: string): GraphError {
  return new GraphError(131009, details);
}
