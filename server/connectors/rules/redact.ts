/** A piece of an answer as it may be shown: cut where it is long or deep, with its path to be mapped by. */
export type Shown =
  | { kind: "value"; path: string; name: string; value: string | number | boolean | null; cut: boolean }
  | { kind: "list" | "group"; path: string; name: string; items: Shown[]; left: number };

const MOST_NODES = 300;
const MOST_DEPTH = 8;
const MOST_ITEMS = 30;
const MOST_LETTERS = 200;
const covered = "•••";

/** An answer without the secrets with which it was asked, should the source repeat them. */
export function showAnswer(
  json: unknown,
  secrets: string[],
  memberOf: (path: string, name: string | number) => string,
): Shown {
  const hide = hiding(secrets);
  let nodes = 0;
  const show = (value: unknown, name: string, path: string, depth: number): Shown => {
    nodes += 1;
    if (value === null || typeof value !== "object") return leaf(value, hide(name), hide(path), hide);
    const entries: [string | number, unknown][] = Array.isArray(value)
      ? value.slice(0, MOST_ITEMS).map((one, place) => [place, one])
      : Object.entries(value).slice(0, MOST_ITEMS);
    const all = Array.isArray(value) ? value.length : Object.keys(value).length;
    const items: Shown[] = [];
    for (const [key, one] of depth < MOST_DEPTH ? entries : []) {
      if (nodes >= MOST_NODES) break;
      items.push(show(one, String(key), memberOf(path, key), depth + 1));
    }
    const kind = Array.isArray(value) ? "list" : "group";
    return { kind, path: hide(path), name: hide(name), items, left: all - items.length };
  };
  return show(json, "$", "$", 0);
}

function leaf(value: unknown, name: string, path: string, hide: (text: string) => string): Shown {
  const plain = typeof value === "number" || typeof value === "boolean" ? value : null;
  const text = typeof value === "string" ? hide(value) : hide(String(value));
  // A number may be the secret too.
  const shown = typeof value === "string" || (plain !== null && text !== String(plain)) ? text : plain;
  const cut = typeof shown === "string" && shown.length > MOST_LETTERS;
  return { kind: "value", path, name, value: cut ? shown.slice(0, MOST_LETTERS) : shown, cut };
}

/** Covers each secret and what it is made of: the word behind "Bearer", the parts of a Basic credential. */
export function hiding(secrets: string[]): (text: string) => string {
  const words = [...new Set(secrets.flatMap(partsOf))].filter((one) => one.length >= 3);
  words.sort((a, b) => b.length - a.length);
  return (text) => words.reduce((kept, word) => kept.replaceAll(word, covered), text);
}

function partsOf(secret: string): string[] {
  const [, scheme = "", rest = ""] = /^(\w+) +(.+)$/.exec(secret) ?? [];
  const basic = scheme.toLowerCase() === "basic" ? decoded(rest) : "";
  return [secret, rest, basic, basic.slice(basic.indexOf(":") + 1), encodeURIComponent(secret)];
}

function decoded(text: string): string {
  try {
    return atob(text);
  } catch {
    return "";
  }
}
