import { compile, type JSONPathQuery, type JSONValue } from "json-p3";

/**
 * Whether a path may be looked up: RFC 9535 without what costs more than the answer is long. No descent (`..`), no lists of selectors,
 * no regular expressions, one filter at most and no question to the root within it.
 */
export const isPath = (path: string): boolean => queryOf(path) !== null;

/** What a path leads to in an answer; nothing for a path that cannot be looked up. */
export const lookUp = (path: string, json: unknown): unknown[] =>
  queryOf(path)
    ?.query(json as JSONValue)
    .values() ?? [];

const known = new Map<string, JSONPathQuery | null>();
const mostKnown = 2_000;

/** Read once: a list looks each of its columns' paths up in every item. */
function queryOf(path: string): JSONPathQuery | null {
  const there = known.get(path);
  if (there !== undefined) return there;
  if (known.size >= mostKnown) known.clear();
  const query = isCheap(path) ? compiled(path) : null;
  known.set(path, query);
  return query;
}

function isCheap(path: string): boolean {
  if (path.length > 200) return false;
  const bare = path.replace(/'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"/g, "''");
  if (/\.\.|,|\b(match|search)\s*\(/.test(bare)) return false;
  return (bare.match(/\?/g)?.length ?? 0) <= 1 && bare.indexOf("$", 1) === -1;
}

function compiled(path: string): JSONPathQuery | null {
  try {
    return compile(path);
  } catch {
    return null;
  }
}

/** How a path names a member: `.name` where it can, else `['name']`. */
export const memberOf = (path: string, name: string | number): string => {
  if (typeof name === "number") return `${path}[${name}]`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${path}.${name}`;
  return `${path}['${name.replace(/[\\']/g, "\\$&")}']`;
};
